"""What single families show beyond their stored keys, as the recorded answers have it.

A section is wrapped (``{"experiment_procedure": {...}}``) where an experiment is shown alone, bare in lists; an
experiment in a list lacks some keys and has others; an element inside of a section is short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from labclients.sandbox.records import class_name
from labclients.sandbox.state import Record, Store, grouped

_SHORT = ("id", "uuid", "element_type", "rows", "cols", "name")
_SECTION = ("id", "name", "section_type", "collapsed", "time_range", "elements", "start_date", "end_date", "uuid")
_ONLY_ALONE = ("locked", "sop_run_id", "sop_run")
_ONLY_IN_LISTS = ("linked_resources", "location", "output", "part_of_advanced_signature_flow")
_ONLY_SOMETIMES = ("signed_by", "witnessed_by")  # where signed
EMPTY_HTML = "<p style='white-space:nowrap;'>  </p>"


def shown(store: Store, family: str, records: Iterable[Record], *, many: bool) -> list[Record]:
    """The records as an answer shows them; the stored ones stay as they are."""
    copies = [dict(record) for record in records]
    for record in copies:
        record.pop("parents_uuid", None)  # is written; what is read is ``parents``
    _attachments(store, family, copies)
    if family in _SHAPES:
        _SHAPES[family](store, copies, many)
    return copies


def _attachments(store: Store, family: str, records: list[Record]) -> None:
    owned = grouped(store.all("attachments"), "attachable_type").get(class_name(family), [])
    by_id = grouped(owned, "attachable_id")
    for record in records:
        if "attachments" in record:
            record["attachments"] = [dict(one) for one in by_id.get(record["id"], [])]


def _experiments(store: Store, records: list[Record], many: bool) -> None:
    procedures = _procedures(store, "Projects::Experiment")
    hidden = _ONLY_ALONE if many else _ONLY_IN_LISTS
    for record in records:
        sections = procedures(record["id"])
        record["experiment_procedures"] = sections if many else [{"experiment_procedure": one} for one in sections]
        record["has_results"] = any(one["section_type"] == "results" and one["elements"] for one in sections)
        for key in hidden:
            record.pop(key, None)
        for key in _ONLY_SOMETIMES:
            if record.get(key) is None:
                record.pop(key, None)
        if many:
            record |= {"linked_resources": EMPTY_HTML, "location": EMPTY_HTML, "output": EMPTY_HTML}
            record["part_of_advanced_signature_flow"] = False


def _knowledge(*containers: str) -> Callable[[Store, list[Record], bool], None]:
    def shape(store: Store, records: list[Record], many: bool) -> None:
        procedures = _procedures(store, *containers)
        for record in records:
            if "experiment_procedures" in record:
                wrapped = [{"experiment_procedure": one} for one in procedures(record["id"])]
                record["experiment_procedures"] = wrapped

    return shape


def _datasets(store: Store, records: list[Record], many: bool) -> None:
    vectors = grouped(store.all("vectors"), "dataset_id")
    for record in records:
        record["vectors"] = [dict(one) for one in vectors.get(record["id"], ())]


def _procedures(store: Store, *containers: str) -> Callable[[int], list[Record]]:
    fitting = (one for one in store.all("sections") if one["container_type"] in containers)
    sections = grouped(fitting, "container_id")
    elements = grouped(store.all("elements"), "container_id")

    def of(number: int) -> list[Record]:
        ordered = sorted(sections.get(number, ()), key=_place)
        return [_section(one, elements.get(one["id"], [])) for one in ordered]

    return of


def _section(section: Record, elements: Iterable[Record], keys: Iterable[str] = _SECTION) -> Record:
    short = [{key: one[key] for key in _SHORT} for one in sorted(elements, key=_place)]
    return {**{key: section.get(key) for key in keys}, "elements": short}


def _sections(store: Store, records: list[Record], many: bool) -> None:
    elements = grouped(store.all("elements"), "container_id")
    for record in records:
        record.update(_section(record, elements.get(record["id"], []), record.keys()))


def _place(record: Record) -> tuple[int, int]:
    return record.get("position") or record["id"], record["id"]


def _projects(store: Store, records: list[Record], many: bool) -> None:
    folders = grouped(store.all("milestones"), "project_id")
    for record in records:
        record["milestones"] = shown(store, "milestones", folders.get(record["id"], []), many=many)


def _milestones(store: Store, records: list[Record], many: bool) -> None:
    experiments = grouped(store.all("experiments"), "milestone_id")
    for record in records:
        if "experiments" in record:
            record["experiments"] = [{"id": one["id"]} for one in experiments.get(record["id"], [])]


_SHAPES: dict[str, Callable[[Store, list[Record], bool], None]] = {
    "datasets": _datasets,
    "documents": _knowledge("Knowledgebase::AbstractDocument"),
    "experiments": _experiments,
    "milestones": _milestones,
    "projects": _projects,
    "protocols": _knowledge("Knowledgebase::Protocol"),
    "reports": _knowledge("Knowledgebase::Report", "Knowledgebase::AbstractDocument"),
    "sections": _sections,
}


# ---- keys that follow from others, brought up to date after each write


def complete(store: Store, family: str, record: Record) -> Record:
    """Fill in what a family derives from its other keys."""
    if family in _COMPLETE:
        _COMPLETE[family](store, record)
    return record


def _complete_experiment(store: Store, record: Record) -> None:
    project, folder = record.get("project_id"), record.get("milestone_id")
    record["export_path"] = f"/projects/{project}/milestones/{folder}/experiments/{record['id']}"
    owner = (store.find("projects", project) or {}).get("owner")
    record["project_owner"] = {"name": owner["name"], "id": owner["id"]} if owner else None


def _complete_element(store: Store, record: Record) -> None:
    """An element names its section as container, and its experiment twice, as folder and as experiment (recorded)."""
    section = store.find("sections", record.get("container_id")) or {}
    experiment = store.find("experiments", section.get("container_id"))
    if section.get("container_type") != "Projects::Experiment" or experiment is None:
        return
    url = f"{experiment['url']}?section_id={section['id']}"
    record["url"] = url
    record["container"] = {"name": section["name"], "url": url, "title": section["name"], "id": section["id"]}
    title = experiment["title"]
    record["experiment"] = {"name": title, "url": experiment["url"], "title": title, "id": experiment["id"]}
    record["folder"] = dict(record["experiment"])


def complete_stock(record: Record) -> Record:
    """Fill in what a stock derives from its other keys."""
    nothing: Record = {}
    item, box = record.get("stockable") or nothing, record.get("storage") or nothing
    content = {"sample_id": "stockable_id", "sample_type": "stockable_type", "content_type": "stockable_type"}
    derived: Record = {key: record.get(source) for key, source in content.items()}
    derived |= {"content_name": item.get("name"), "content_url": item.get("url")}
    place = position(record.get("location_in_box"))
    derived["position"] = place
    derived["box"] = (
        {"id": box["id"], "location_in_box": place, "name": box["name"], "url": box["url"]}
        if record.get("storage_type") == "System::Storage::Box" and box
        else False
    )
    record.update({key: value for key, value in derived.items() if key in record})
    for amount in ("concentration", "volume", "weight"):
        _complete_amount(record, amount)
    return record


def _complete_amount(record: Record, amount: str) -> None:
    number, unit = record.get(f"{amount}_unit_id"), UNITS.get(record.get(f"{amount}_unit_id") or 0)
    held = record.get(amount)
    shown = "  " if held in (None, "") else f"{held} {unit or ''}"
    record.update({key: shown for key in (f"{amount}_to_display", f"{amount}_to_display_2") if key in record})
    if f"{amount}_unit" in record:
        record[f"{amount}_unit"] = {"name": unit, "url": None, "title": unit, "id": number} if unit else None


def position(number: Any, columns: int = 9) -> str | None:
    """``81 (I9)``: counted along the rows."""
    if not isinstance(number, int):
        return None
    row, column = divmod(number - 1, columns)
    return f"{number} ({chr(ord('A') + row)}{column + 1})"


UNITS = {
    **{1: "Kg", 2: "g", 3: "mg", 4: "ug", 5: "ng", 6: "L", 7: "mL", 8: "uL", 9: "mg/mL", 10: "g/L", 11: "M", 12: "mM"},
    **{13: "uM", 14: "ug/mL", 15: "ng/uL", 16: "ratio", 17: "%", 18: "g/mL", 19: "OD", 20: "nM"},
}

_COMPLETE: dict[str, Callable[[Store, Record], object]] = {
    "elements": _complete_element,
    "experiments": _complete_experiment,
    "stocks": lambda _, record: complete_stock(record),
}
