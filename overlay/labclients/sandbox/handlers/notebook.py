"""Experiments, reports, protocols: their sections and elements, flags and forms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from labclients.sandbox import element_data, notebook, plate_files, shapes
from labclients.sandbox.checks import Call
from labclients.sandbox.messages import Answer, File, Refusal
from labclients.sandbox.registry import acknowledged, goes_with, handles
from labclients.sandbox.service import found
from labclients.sandbox.state import Record

if TYPE_CHECKING:
    from labclients.sandbox.lab import Lab

EXPERIMENT, REPORT = "Projects::Experiment", "Knowledgebase::Report"


@handles("sessions.create")
def login(labguru: Lab, call: Call) -> Answer:
    """A wrong login is a 200, too: its token is the text "-1"."""
    body = call.body
    token = labguru.account.enter(body.get("login"), body.get("password"), body.get("account_id"))
    if token is None:
        return Answer.of(200, {"token": "-1"})
    about = {"account_id": labguru.account.account_id, "account_name": "Sandbox lab", "environment": "sandbox"}
    return Answer.of(200, {"token": token, "url": f"{labguru.url}/", "admin": False, "orders": False, **about})


# ---- experiments


@handles("experiments.create")
def create_experiment(labguru: Lab, call: Call) -> Answer:
    """A new experiment has the four sections of the UI, each with an empty text."""
    experiment = _new_experiment(labguru, call.item)
    for name, kind in notebook.SECTIONS:
        section = notebook.add_section(labguru.records, experiment["id"], name, kind)
        notebook.add_element(labguru.records, section, "text", "")
    return labguru.show("experiments", experiment, 201)


@handles("experiments.create_v2")
def create_experiment_v2(labguru: Lab, call: Call) -> Answer:
    """Sections and elements come with the experiment; the folder is named in one of two ways."""
    if ("milestone_id" in call.item) == ("milestone_name" in call.item):
        raise Refusal(422, {"message": "Validation failed: give one of milestone_id and milestone_name"})
    experiment = _new_experiment(labguru, call.item)
    for section in call.item["sections"]:
        made = notebook.add_section(labguru.records, experiment["id"], section["title"], "custom")
        for element in section.get("elements", ()):
            notebook.add_element(labguru.records, made, element.get("element_type", "text"), element.get("data"))
    return labguru.show("experiments", experiment, 201)


def _new_experiment(labguru: Lab, item: Record) -> Record:
    fields = {key: value for key, value in item.items() if key not in ("sections", "milestone_name")}
    found(labguru.store.find("projects", item["project_id"]))
    if item.get("milestone_name") and not item.get("milestone_id"):
        fields["milestone_id"] = _folder(labguru, item["project_id"], item["milestone_name"])["id"]
    fields.setdefault("start_date", labguru.store.now())
    experiment = labguru.create(("experiments",), fields)
    flags = {"locked": False, "from_locked_protocol": False, "signed": False, "is_signable": True, "is_target": False}
    experiment.update({"position": experiment["id"], "duration": 1, "all_sources_signed": True, **flags})
    return experiment


def _folder(labguru: Lab, project: int, title: str) -> Record:
    """The folder of this name, made if there is none."""
    same = (one for one in labguru.store.all("milestones") if (one["project_id"], one["title"]) == (project, title))
    return next(same, None) or labguru.create(("milestones",), {"project_id": project, "title": title})


@handles("experiments.elements")
def elements_of_experiment(labguru: Lab, call: Call) -> Answer:
    """The elements with their data; ``by_type`` is the old name of ``element_type``."""
    kind, name = call.query.get("element_type", call.query.get("by_type")), call.query.get("name")
    chosen = elements_in(labguru, labguru.record(call)["id"])
    fits = [one for one in chosen if kind in (None, one["element_type"]) and name in (None, one["name"])]
    return Answer.of(200, shapes.shown(labguru.store, "elements", fits, many=False))


def elements_in(labguru: Lab, experiment: int) -> list[Record]:
    """All elements of an experiment."""
    inside = {section["id"] for section in _sections(labguru, experiment)}
    return [one for one in labguru.store.all("elements") if one["container_id"] in inside]


def _sections(labguru: Lab, experiment: int) -> list[Record]:
    wanted = (EXPERIMENT, experiment)
    return [one for one in labguru.store.all("sections") if (one["container_type"], one["container_id"]) == wanted]


@goes_with("experiments")
def drop_sections(labguru: Lab, experiment: Record) -> None:
    for section in _sections(labguru, experiment["id"]):
        labguru.drop(("sections",), section["id"])


@goes_with("sections")
def drop_elements(labguru: Lab, section: Record) -> None:
    for one in [one for one in labguru.store.all("elements") if one["container_id"] == section["id"]]:
        labguru.drop(("elements",), one["id"])


@handles("experiments.item_experiments")
def experiments_of_item(labguru: Lab, call: Call) -> Answer:
    """The experiments whose samples name the item, or a stock of it."""
    wanted = (call.query["item_class"], call.query["item_id"])

    def using() -> list[Record]:
        numbers = {
            section["container_id"]
            for element in labguru.store.all("elements")
            if element["element_type"] == "samples" and wanted in element_data.items_of(element["data"])
            if (section := labguru.store.find("sections", element["container_id"]))
        }
        return [one for one in labguru.store.all("experiments") if one["id"] in numbers]

    return labguru.listing(call, using)


# ---- flags


@handles("experiments.set_flag_as")
def set_flag(labguru: Lab, call: Call) -> Answer:
    record = labguru.record(call)
    record["flag"] = notebook.flag(found(labguru.store.find("flags", call.body["flag_id"])))
    labguru.touched("experiments", record)
    return Answer.of(201, {"id": record["id"], "flag": record["flag"], "state": "flagged"})


@handles("flags.create")
def create_flag(labguru: Lab, call: Call) -> Answer:
    """The answer wraps the new flag; what its ``state`` says is not documented."""
    flag = labguru.create(labguru.key(call), {"active": True, "default": False, **call.item})
    return Answer.of(200, {"flag": flag, "state": None})


# ---- sections and elements


@handles("experiments.copy_section", "reports.copy_section")
def copy_sections(labguru: Lab, call: Call) -> Answer:
    family = call.operation.family
    target = found(labguru.rows_of((family,)).get(call.item["item_id"]))
    sections = [found(labguru.store.find("sections", number)) for number in call.item["section_id"]]
    container = EXPERIMENT if family == "experiments" else REPORT
    copies = [notebook.copy_section(labguru.records, section, target["id"], container) for section in sections]
    for copy in copies:
        labguru.noted("sections", copy, "create")
    return Answer.of(201, {"ids": [copy["id"] for copy in copies]})


@handles("reports.add_section")
def add_section_to_report(labguru: Lab, call: Call) -> Answer:
    """What is not there is a 500 here, as the specification says of bad input."""
    report = labguru.rows_of(("reports",)).get(call.item["report_id"])
    section = labguru.store.find("sections", int(call.item["section_id"]) if _digits(call.item) else None)
    if report is None or section is None:
        raise Refusal(500, {"error": "Internal Server Error"})
    copy = notebook.copy_section(labguru.records, section, report["id"], REPORT)
    labguru.noted("sections", copy, "create")
    return acknowledged(report, "Section was added", 201)


def _digits(item: Record) -> bool:
    return str(item["section_id"]).isdecimal()


@handles("reports.add_cover")
def add_cover_to_report(labguru: Lab, call: Call) -> Answer:
    """Where the real service keeps a cover is not known; here it is a section with a text."""
    report = found(labguru.rows_of(("reports",)).get(call.item["report_id"]))
    section = notebook.add_section(labguru.records, report["id"], "Cover", "custom", REPORT)
    notebook.add_element(labguru.records, section, "text", call.item["data"])
    labguru.noted("sections", section, "create")
    return acknowledged(report, "Cover was added", 201)


@handles("elements.create")
def create_element(labguru: Lab, call: Call) -> Answer:
    item = dict(call.item)
    section = found(labguru.store.find("sections", item.pop("container_id")))
    taken = labguru.records.accept("elements", item)
    if taken.get("element_type") == "plate" and not (taken.get("rows") and taken.get("cols")):
        raise Refusal(422, {"error_message": "Rows can't be blank", "type": "invalid_request_error"})
    kind, data = taken.pop("element_type"), taken.pop("data", None)
    element = notebook.add_element(labguru.records, section, kind, data, **taken)
    labguru.noted("elements", element, "create")
    return labguru.show("elements", element, 201)


@handles("elements.update")
def update_element(labguru: Lab, call: Call) -> Answer:
    """Four shapes of body are in use; the content is replaced, never merged."""
    record, body = labguru.record(call), call.body
    fields = next((body[key] for key in ("element", "item") if isinstance(body.get(key), dict)), body)
    if "form_json" in fields:
        values = fields["form_json"]
        fields = {"description": values if isinstance(values, str) else json.dumps({"form_json": values})}
    return labguru.show("elements", labguru.change("elements", record, fields))


@goes_with("elements")
def drop_samples(labguru: Lab, element: Record) -> None:
    table = labguru.store.tables.get(("samples",), {})
    for number in [one["id"] for one in table.values() if one["container_id"] == element["id"]]:
        del table[number]


@handles("elements.sort", "sections.sort")
def sort(labguru: Lab, call: Call) -> Answer:
    for place, number in enumerate(call.body["list"], start=1):
        found(labguru.store.find(call.operation.family, number))["position"] = place
    return Answer.of(200, {"message": "sorted"})


@handles("measurements.create")
def measure(labguru: Lab, call: Call) -> Answer:
    """Only the value is in ``item``: the name of the field and the experiment stand beside it."""
    fields = {**{key: value for key, value in call.body.items() if key != "item"}, **call.body["item"]}
    found(labguru.store.find("experiments", fields["experiment_id"]))
    return labguru.show("measurements", labguru.create(("measurements",), fields), 201)


# ---- plates, which are elements


@handles("plates.find_by_name")
def find_plates(labguru: Lab, call: Call) -> Answer:
    """Whether the real service answers one plate or a list is not documented; here it is a list."""
    plates = [one for one in labguru.table(call).values() if one["name"] == call.query["name"]]
    return Answer.of(200, shapes.shown(labguru.store, "plates", plates, many=True))


@handles("plates.duplicate")
def duplicate_plate(labguru: Lab, call: Call) -> Answer:
    """One copy for each name, beside the original; without names it is a 500 (documented)."""
    plate, names = labguru.record(call), call.body["names"]
    if not names:
        raise Refusal(500, {"error": "Name can't be blank"})
    section = found(labguru.store.find("sections", plate["container_id"]))
    same: dict[str, Any] = {key: plate[key] for key in ("rows", "cols")} | {"master_plate_id": plate["id"]}
    for name in names:
        copy = notebook.add_element(labguru.records, section, "plate", plate["data"], name=name, **same)
        labguru.noted("elements", copy, "create")
    return acknowledged(plate, f"{len(names)} copies", 201)


@handles("elements.export_plate_to_xlsx_file")
def export_plate(labguru: Lab, call: Call) -> Answer:
    element = labguru.record(call)
    if element["element_type"] != "plate":
        raise Refusal(422, {"error": "The element is no plate"})
    return Answer(200, plate_files.workbook(element_data.plate_rows(element["data"])), plate_files.XLSX)


@handles("elements.convert_xlsx_to_json")
def read_plate(labguru: Lab, call: Call) -> Answer:
    """Wells and their samples from the first sheet, as ``elements.export_plate_to_xlsx_file`` writes it."""
    file = call.item.get("0")
    table = plate_files.first_sheet(file.content) if isinstance(file, File) else None
    if table is None:
        raise Refusal(422, {"error": "The file is no workbook"})
    return Answer.of(200, {"data": element_data.plate_of(table)})
