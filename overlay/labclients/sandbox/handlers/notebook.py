"""Logins; experiments, reports, protocols: their sections and elements, flags and forms."""

from __future__ import annotations

import json
from typing import Any

from labclients.sandbox import notebook_data
from labclients.sandbox.labguru import Labguru, acknowledged, drops_with, handles
from labclients.sandbox.messages import Answer, Refusal
from labclients.sandbox.records import EXPERIMENT, REPORT
from labclients.sandbox.service import Call, blank, existing
from labclients.sandbox.store import Record, Rows


@handles("sessions.create")
def login(labguru: Labguru, call: Call) -> Answer:
    """A wrong login is a 200, too: its token is the text "-1"."""
    account, body = labguru.account, call.body
    token = account.log_in(body.get("login"), body.get("password"), body.get("account_id"))
    if token is None:
        return Answer.of(200, {"token": "-1"})
    facts = {"account_id": account.account_id, "account_name": "Sandbox lab", "environment": "sandbox"}
    return Answer.of(200, {"token": token, "url": f"{labguru.url}/", "admin": False, "orders": False, **facts})


# ---- experiments


@handles("experiments.create")
def create_experiment(labguru: Labguru, call: Call) -> Answer:
    """A new experiment has the four sections of the UI, each with an empty text."""
    experiment = _new_experiment(labguru, call.item)
    for name, section_type in notebook_data.SECTIONS.items():
        section = notebook_data.add_section(labguru.records, experiment["id"], name, section_type)
        notebook_data.add_element(labguru.records, section, "text", "")
    return labguru.show("experiments", experiment, 201)


@handles("experiments.create_v2")
def create_experiment_v2(labguru: Labguru, call: Call) -> Answer:
    """Sections and elements come with the experiment; the folder has an id or a name."""
    if ("milestone_id" in call.item) == ("milestone_name" in call.item):
        raise Refusal(422, {"message": "Validation failed: give one of milestone_id and milestone_name"})
    experiment = _new_experiment(labguru, call.item)
    for fields in call.item["sections"]:
        section = notebook_data.add_section(labguru.records, experiment["id"], fields["title"], "custom")
        for element in fields.get("elements", ()):
            notebook_data.add_element(
                labguru.records, section, element.get("element_type", "text"), element.get("data")
            )
    return labguru.show("experiments", experiment, 201)


def _new_experiment(labguru: Labguru, item: Record) -> Record:
    fields = {key: value for key, value in item.items() if key not in ("sections", "milestone_name")}
    existing(labguru.store.find("projects", item["project_id"]))
    if item.get("milestone_name") and not item.get("milestone_id"):
        fields["milestone_id"] = _folder(labguru, item["project_id"], item["milestone_name"])["id"]
    fields.setdefault("start_date", labguru.store.now())
    experiment = labguru.create(("experiments",), fields)
    states = {"locked": False, "from_locked_protocol": False, "signed": False, "is_signable": True, "is_target": False}
    experiment.update({"position": experiment["id"], "duration": 1, "all_sources_signed": True, **states})
    return experiment


def _folder(labguru: Labguru, project: int, title: str) -> Record:
    """The folder of this name, made if there is none."""
    same = labguru.store.where("milestones", project_id=project, title=title)
    return same[0] if same else labguru.create(("milestones",), {"project_id": project, "title": title})


@handles("experiments.elements")
def elements_of_experiment(labguru: Labguru, call: Call) -> Answer:
    """The elements with their data; ``by_type`` is the old name of ``element_type``."""
    element_type, name = call.query.get("element_type", call.query.get("by_type")), call.query.get("name")
    elements = [
        element
        for element in labguru.elements_of(labguru.record(call)["id"])
        if element_type in (None, element["element_type"]) and name in (None, element["name"])
    ]
    return labguru.show_all("elements", elements, in_list=False)


@drops_with("experiments")
def drop_sections(labguru: Labguru, experiment: Record) -> None:
    for section in labguru.store.where("sections", container_type=EXPERIMENT, container_id=experiment["id"]):
        labguru.drop(("sections",), section["id"])


@drops_with("sections")
def drop_elements(labguru: Labguru, section: Record) -> None:
    for element in labguru.store.where("elements", container_id=section["id"]):
        labguru.drop(("elements",), element["id"])


@drops_with("elements")
def drop_samples(labguru: Labguru, element: Record) -> None:
    table = labguru.store.tables.get(("samples",), {})
    for number in [sample["id"] for sample in table.values() if sample["container_id"] == element["id"]]:
        del table[number]


@handles("experiments.item_experiments")
def experiments_of_item(labguru: Labguru, call: Call) -> Answer:
    """The experiments whose samples name the item, or a stock of it."""
    item = (call.query["item_class"], call.query["item_id"])

    def find() -> Rows:
        numbers = {
            section["container_id"]
            for element in labguru.store.where("elements", element_type="samples")
            if item in notebook_data.sample_items(element["data"])
            if (section := labguru.store.find("sections", element["container_id"]))
        }
        return Rows(labguru.table(("experiments",))).where(lambda experiment: experiment["id"] in numbers)

    return labguru.listing(call, find)


# ---- flags


@handles("experiments.set_flag_as")
def set_flag(labguru: Labguru, call: Call) -> Answer:
    flag = notebook_data.shown_flag(existing(labguru.store.find("flags", call.body["flag_id"])))
    experiment = labguru.touch("experiments", labguru.record(call), flag=flag)
    return Answer.of(201, {"id": experiment["id"], "flag": flag, "state": "flagged"})


@handles("flags.create")
def create_flag(labguru: Labguru, call: Call) -> Answer:
    """The answer wraps the new flag; what its ``state`` says is not documented."""
    flag = labguru.create(labguru.key(call), {"active": True, "default": False, **call.item})
    return Answer.of(200, {"flag": flag, "state": None})


# ---- sections and elements


@handles("experiments.copy_section", "reports.copy_section")
def copy_sections(labguru: Labguru, call: Call) -> Answer:
    family = call.operation.family
    target = existing(labguru.table((family,)).get(call.item["item_id"]))
    sections = [existing(labguru.store.find("sections", number)) for number in call.item["section_id"]]
    container_type = EXPERIMENT if family == "experiments" else REPORT
    copies = [_copy_section(labguru, section, target["id"], container_type) for section in sections]
    return Answer.of(201, {"ids": [copy["id"] for copy in copies]})


def _copy_section(labguru: Labguru, section: Record, container: int, container_type: str) -> Record:
    copy = notebook_data.copy_section(labguru.records, section, container, container_type)
    labguru.note("sections", copy, "create")
    return copy


@handles("reports.add_section")
def add_section_to_report(labguru: Labguru, call: Call) -> Answer:
    """What does not exist is a 500 here, as the specification says of bad input."""
    number = str(call.item["section_id"])
    report = labguru.table(("reports",)).get(call.item["report_id"])
    section = labguru.store.find("sections", int(number) if number.isdecimal() else None)
    if report is None or section is None:
        raise Refusal(500, {"error": "Internal Server Error"})
    _copy_section(labguru, section, report["id"], REPORT)
    return acknowledged(report, "Section was added", 201)


@handles("reports.add_cover")
def add_cover_to_report(labguru: Labguru, call: Call) -> Answer:
    """Where the real service keeps a cover is not known; here it is a section with a text."""
    report = existing(labguru.table(("reports",)).get(call.item["report_id"]))
    section = notebook_data.add_section(labguru.records, report["id"], "Cover", "custom", REPORT)
    notebook_data.add_element(labguru.records, section, "text", call.item["data"])
    labguru.note("sections", section, "create")
    return acknowledged(report, "Cover was added", 201)


@handles("elements.create")
def create_element(labguru: Labguru, call: Call) -> Answer:
    item = dict(call.item)
    section = existing(labguru.store.find("sections", item.pop("container_id")))
    fields = labguru.records.accept("elements", item)
    if fields.get("element_type") == "plate" and not (fields.get("rows") and fields.get("cols")):
        raise blank("rows")
    element_type, data = fields.pop("element_type"), fields.pop("data", None)
    element = notebook_data.add_element(labguru.records, section, element_type, data, **fields)
    labguru.note("elements", element, "create")
    return labguru.show("elements", element, 201)


@handles("elements.update")
def update_element(labguru: Labguru, call: Call) -> Answer:
    """Four shapes of body are in use; the content is replaced, never merged."""
    record, body = labguru.record(call), call.body
    fields = next((body[key] for key in ("element", "item") if isinstance(body.get(key), dict)), body)
    if "form_json" in fields:
        values = fields["form_json"]
        fields = {"description": values if isinstance(values, str) else json.dumps({"form_json": values})}
    return labguru.show("elements", labguru.change("elements", record, fields))


@handles("elements.sort", "sections.sort")
def sort(labguru: Labguru, call: Call) -> Answer:
    for position, number in enumerate(call.body["list"], start=1):
        existing(labguru.store.find(call.operation.family, number))["position"] = position
    return Answer.of(200, {"message": "sorted"})


@handles("measurements.create")
def measure(labguru: Labguru, call: Call) -> Answer:
    """Only the value is in ``item``: the name of the field and the experiment stand beside it."""
    fields = {**{key: value for key, value in call.body.items() if key != "item"}, **call.body["item"]}
    existing(labguru.store.find("experiments", fields["experiment_id"]))
    return labguru.show("measurements", labguru.create(("measurements",), fields), 201)


# ---- plates, which are elements


@handles("plates.find_by_name")
def find_plates(labguru: Labguru, call: Call) -> Answer:
    """Whether the real service answers one plate or a list is not documented; here it is a list."""
    return labguru.show_all("plates", labguru.store.where("elements", element_type="plate", name=call.query["name"]))


@handles("plates.duplicate")
def duplicate_plate(labguru: Labguru, call: Call) -> Answer:
    """One copy for each name, beside the original; without names it is a 500 (documented)."""
    plate, names = labguru.record(call), call.body["names"]
    if not names:
        raise Refusal(500, {"error": "Name can't be blank"})
    section = existing(labguru.store.find("sections", plate["container_id"]))
    facts: dict[str, Any] = {"rows": plate["rows"], "cols": plate["cols"], "master_plate_id": plate["id"]}
    for name in names:
        copy = notebook_data.add_element(labguru.records, section, "plate", plate["data"], name=name, **facts)
        labguru.note("elements", copy, "create")
    return acknowledged(plate, f"{len(names)} copies", 201)
