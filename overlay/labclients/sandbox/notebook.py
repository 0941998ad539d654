"""What the notebook is made of: the flags of an account, sections of an experiment, elements of a section."""

from __future__ import annotations

from typing import Any

from labclients.sandbox import shapes
from labclients.sandbox.records import Records
from labclients.sandbox.state import Record

MEMBER_NAME = "Ada Okafor"  # the caller's

FLAGS: dict[int, Record] = {
    number: {"id": number, "title": title, "description": None, "color": color, "icon": icon, "active": True}
    | {"default": number < 3}
    for number, title, color, icon in (
        (1, "Successful", "#4caf50", "check"),
        (2, "Failed", "#f44336", "times"),
        (3, "To repeat", "#ff9800", "redo"),
    )
}
SECTIONS = tuple((name, name.lower()) for name in ("Description", "Procedure", "Results", "Conclusion"))


def add_section(records: Records, experiment: int, name: str, kind: str) -> Record:
    facts = {"container_id": experiment, "container_type": "Projects::Experiment", "collapsed": False}
    return records.make(("sections",), {"name": name, "section_type": kind, **facts})


def add_element(records: Records, section: Record, kind: str, data: str | None, **more: Any) -> Record:
    facts = {"container_id": section["id"], "container_type": "ExperimentProcedure", "element_type": kind, "data": data}
    states = {"hidden": False, "signed_container": False, "plate_updating": False}
    owner = {"field_name": section.get("section_type"), "created_by": MEMBER_NAME}
    element = records.make(("elements",), {**owner, **states, **facts, **more})
    return shapes.complete(records.store, "elements", element)
