"""What the notebook is made of: the flags of an account, sections of an experiment, elements of a section."""

from __future__ import annotations

from typing import Any

from labclients.sandbox import shapes
from labclients.sandbox.records import Records
from labclients.sandbox.state import Record

MEMBER_NAME = "Ada Okafor"  # the caller's

FLAGS = (
    {"title": "Successful", "color": "green", "icon": "thumbs-up", "default": True},
    {"title": "Failed", "color": "red", "icon": "thumbs-down", "default": True},
    {"title": "To repeat", "color": "orange", "icon": "question", "default": False},
)
SHOWN_OF_A_FLAG = ("id", "title", "description", "color", "icon", "active", "default")
SECTIONS = tuple((name, name.lower()) for name in ("Description", "Procedure", "Results", "Conclusion"))


def add_section(
    records: Records, container: int, name: str, kind: str, container_type: str = "Projects::Experiment"
) -> Record:
    facts = {"container_id": container, "container_type": container_type, "collapsed": False}
    return records.make(("sections",), {"name": name, "section_type": kind, **facts})


def add_element(records: Records, section: Record, kind: str, data: str | None, **more: Any) -> Record:
    facts = {"container_id": section["id"], "container_type": "ExperimentProcedure", "element_type": kind, "data": data}
    states = {"hidden": False, "signed_container": False, "plate_updating": False}
    owner = {"field_name": section.get("section_type"), "created_by": MEMBER_NAME}
    element = records.make(("elements",), {**owner, **states, **facts, **more})
    return shapes.complete(records.store, "elements", element)


def copy_section(records: Records, section: Record, container: int, container_type: str) -> Record:
    """A section with its elements, once more."""
    copy = add_section(records, container, section["name"], section["section_type"], container_type)
    for one in [one for one in records.store.all("elements") if one["container_id"] == section["id"]]:
        same = {key: one[key] for key in ("name", "rows", "cols", "description")}
        add_element(records, copy, one["element_type"], one["data"], **same)
    return copy


def flag(record: Record) -> Record:
    """A flag as an experiment shows it."""
    return {key: record.get(key) for key in SHOWN_OF_A_FLAG}
