"""What single families show beyond their stored keys, and the keys that follow from others; both as recorded.

A section is wrapped (``{"experiment_procedure": {...}}``) where an experiment is shown alone, bare in lists; an
experiment in a list lacks some keys and has others; an element inside of a section is short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from labclients.sandbox.records import EXPERIMENT, REPORT, class_name
from labclients.sandbox.store import Record, Store, grouped

_ELEMENT = ("id", "uuid", "element_type", "rows", "cols", "name")
_SECTION = ("id", "name", "section_type", "collapsed", "time_range", "elements", "start_date", "end_date", "uuid")
_ONLY_ALONE = ("locked", "sop_run_id", "sop_run")
EMPTY_HTML = "<p style='white-space:nowrap;'>  </p>"
_ONLY_IN_LISTS: Record = {
    **dict.fromkeys(("linked_resources", "location", "output"), EMPTY_HTML),
    "part_of_advanced_signature_flow": False,
}
UNITS = {
    **{1: "Kg", 2: "g", 3: "mg", 4: "ug", 5: "ng", 6: "L", 7: "mL", 8: "uL", 9: "mg/mL", 10: "g/L", 11: "M", 12: "mM"},
    **{13: "uM", 14: "ug/mL", 15: "ng/uL", 16: "ratio", 17: "%", 18: "g/mL", 19: "OD", 20: "nM"},
}


def shown(store: Store, family: str, records: Iterable[Record], *, in_list: bool) -> list[Record]:
    """Copies of records, as an answer shows them."""
    copies = [dict(record) for record in records]
    attachments = grouped(store.all("attachments"), "attachable_type").get(class_name(family), [])
    by_owner = grouped(attachments, "attachable_id")
    for record in copies:
        record.pop("parents_uuid", None)  # is written; what is read is ``parents``
        if "attachments" in record:
            record["attachments"] = [dict(attachment) for attachment in by_owner.get(record["id"], [])]
    if family in _VIEWS:
        _VIEWS[family](store, copies, in_list)
    return copies


def _show_experiments(store: Store, records: list[Record], in_list: bool) -> None:
    sections_of = _sections_of(store, EXPERIMENT)
    for record in records:
        sections = sections_of(record["id"])
        record["experiment_procedures"] = sections if in_list else _wrapped(sections)
        record["has_results"] = any(
            section["section_type"] == "results" and section["elements"] for section in sections
        )
        unsigned = [key for key in ("signed_by", "witnessed_by") if record.get(key) is None]
        for key in (*(_ONLY_ALONE if in_list else _ONLY_IN_LISTS), *unsigned):
            record.pop(key, None)
        if in_list:
            record.update(_ONLY_IN_LISTS)


def _show_documents(*classes: str) -> View:
    def show(store: Store, records: list[Record], in_list: bool) -> None:
        sections_of = _sections_of(store, *classes)
        for record in records:
            if "experiment_procedures" in record:
                record["experiment_procedures"] = _wrapped(sections_of(record["id"]))

    return show


def _wrapped(sections: list[Record]) -> list[Record]:
    return [{"experiment_procedure": section} for section in sections]


def _sections_of(store: Store, *classes: str) -> Callable[[int], list[Record]]:
    """A function that gives the sections of a record of one of these classes, with their elements."""
    matching = (section for section in store.all("sections") if section["container_type"] in classes)
    sections, elements = grouped(matching, "container_id"), grouped(store.all("elements"), "container_id")

    def find(number: int) -> list[Record]:
        ordered = sorted(sections.get(number, ()), key=_order)
        return [
            {**{key: section.get(key) for key in _SECTION}, "elements": _short(elements, section)}
            for section in ordered
        ]

    return find


def _show_sections(store: Store, records: list[Record], in_list: bool) -> None:
    elements = grouped(store.all("elements"), "container_id")
    for record in records:
        record["elements"] = _short(elements, record)


def _short(elements: dict[Any, list[Record]], section: Record) -> list[Record]:
    ordered = sorted(elements.get(section["id"], ()), key=_order)
    return [{key: element[key] for key in _ELEMENT} for element in ordered]


def _order(record: Record) -> tuple[int, int]:
    return record.get("position") or record["id"], record["id"]


def _show_datasets(store: Store, records: list[Record], in_list: bool) -> None:
    vectors = grouped(store.all("vectors"), "dataset_id")
    for record in records:
        record["vectors"] = [dict(vector) for vector in vectors.get(record["id"], ())]


def _show_projects(store: Store, records: list[Record], in_list: bool) -> None:
    folders = grouped(store.all("milestones"), "project_id")
    for record in records:
        record["milestones"] = shown(store, "milestones", folders.get(record["id"], []), in_list=in_list)


def _show_folders(store: Store, records: list[Record], in_list: bool) -> None:
    experiments = grouped(store.all("experiments"), "milestone_id")
    for record in records:
        if "experiments" in record:
            record["experiments"] = [{"id": experiment["id"]} for experiment in experiments.get(record["id"], [])]


View: TypeAlias = Callable[[Store, list[Record], bool], None]
_DOCUMENT = class_name("documents")
_VIEWS: dict[str, View] = {
    "datasets": _show_datasets,
    "documents": _show_documents(_DOCUMENT),
    "experiments": _show_experiments,
    "milestones": _show_folders,
    "projects": _show_projects,
    "protocols": _show_documents(class_name("protocols")),
    "reports": _show_documents(REPORT, _DOCUMENT),
    "sections": _show_sections,
}


# ---- keys that follow from others, brought up to date after each write


def complete(store: Store, family: str, record: Record) -> Record:
    """Fill in the keys of a record that follow from others."""
    if family == "experiments":
        _complete_experiment(store, record)
    elif family == "elements":
        _complete_element(store, record)
    elif family == "stocks":
        complete_stock(record)
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
    if section.get("container_type") != EXPERIMENT or experiment is None:
        return
    record["url"] = f"{experiment['url']}?section_id={section['id']}"
    record["container"] = _reference(section["id"], section["name"], record["url"])
    record["experiment"] = _reference(experiment["id"], experiment["title"], experiment["url"])
    record["folder"] = dict(record["experiment"])


def _reference(number: int, name: str, url: str) -> Record:
    return {"name": name, "url": url, "title": name, "id": number}


def complete_stock(record: Record) -> Record:
    """Fill in what a stock derives from its other keys."""
    item: Record = record.get("stockable") or {}
    box = record.get("storage")
    position = _position(record.get("location_in_box"))
    derived: Record = {
        "sample_id": record.get("stockable_id"),
        "sample_type": record.get("stockable_type"),
        "content_type": record.get("stockable_type"),
        "content_name": item.get("name"),
        "content_url": item.get("url"),
        "position": position,
        "box": False,
    }
    if box and record.get("storage_type") == class_name("boxes"):
        derived["box"] = {"id": box["id"], "location_in_box": position, "name": box["name"], "url": box["url"]}
    for amount in ("concentration", "volume", "weight"):
        number, value = record.get(f"{amount}_unit_id"), record.get(amount)
        unit = UNITS.get(number or 0)
        text = "  " if value in (None, "") else f"{value} {unit or ''}"
        derived |= {f"{amount}_to_display": text, f"{amount}_to_display_2": text}
        derived[f"{amount}_unit"] = {"name": unit, "url": None, "title": unit, "id": number} if unit else None
    record.update({key: value for key, value in derived.items() if key in record})
    return record


def _position(number: Any, columns: int = 9) -> str | None:
    """``81 (I9)``: counted along the rows."""
    if not isinstance(number, int):
        return None
    row, column = divmod(number - 1, columns)
    return f"{number} ({chr(ord('A') + row)}{column + 1})"
