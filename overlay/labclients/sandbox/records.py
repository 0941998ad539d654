"""Makes and changes records in the form that the specification gives their family.

A family needs no code of its own: its keys come from the answer's schema (null where nothing is known), and what every
record has (id, uuid, times, owner, paths) is filled in where the schema has the key. Fields that the schema does not
name are custom columns, and kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from labclients.sandbox.document import Document, Json, types
from labclients.sandbox.service import blank, existing, human
from labclients.sandbox.store import Key, Record, Store

CALLER = 1  # the member who makes the requests

CLASSES = {
    "attachments": "System::Attachment",
    "biocollections": "Biocollections::Generic",
    "boxes": "System::Storage::Box",
    "documents": "Knowledgebase::AbstractDocument",
    "elements": "Element",
    "experiments": "Projects::Experiment",
    "instruments": "System::Instrument",
    "milestones": "Projects::Milestone",
    "papers": "Knowledgebase::Paper",
    "projects": "Projects::Project",
    "protocols": "Knowledgebase::Protocol",
    "reports": "Knowledgebase::Report",
    "sections": "ExperimentProcedure",
    "sops": "Knowledgebase::Sop",
    "stocks": "System::Storage::Stock",
    "storages": "System::Storage::Storage",
}
EXPERIMENT, REPORT = CLASSES["experiments"], CLASSES["reports"]
_FAMILIES = {name: family for family, name in CLASSES.items()}
_NOTEBOOK = frozenset(("projects", "experiments", "protocols", "documents", "reports", "papers", "sops", "datasets"))
_SINGULAR = {
    **{"bacteria": "bacterium", "fungi": "fungus", "viruses": "virus"},
    **{"boxes": "box", "zebrafishes": "zebrafish"},
}
_PLURAL = {singular: family for family, singular in _SINGULAR.items()}
_PEOPLE = ("member", "owner")


class Records:
    """Makes and changes the records of one store."""

    def __init__(self, document: Document, store: Store) -> None:
        self.document = document
        self.store = store
        self._blanks: dict[str, Record] = {}
        self._references: dict[str, list[str]] = {}

    # ---- making

    def make(self, key: Key, facts: Mapping[str, Any]) -> Record:
        """Make a record and put it into its table; the facts are not checked."""
        record = self.blank(key[0])
        record.update(self._standard(key, record, facts))
        record.update(facts)
        self.settle(key[0], record)
        return self.store.put(key, record)

    def blank(self, family: str) -> Record:
        """A record of which nothing is known."""
        if family not in self._blanks:
            self._blanks[family] = {name: self.empty(schema) for name, schema in self._properties(family).items()}
        # No two records share a list.
        return {name: [] if value == [] else value for name, value in self._blanks[family].items()}

    def empty(self, schema: Json) -> Any:
        """The least value that a schema allows."""
        schema = self.document.resolved(schema)
        allowed = types(schema)
        if "array" in allowed:
            return []
        if "null" in allowed or not allowed:
            union: list[Json] = schema.get("anyOf") or schema.get("oneOf") or []
            branches = [self.document.resolved(branch) for branch in union]
            nullable = any("null" in types(branch) for branch in branches)
            return self.empty(branches[0]) if branches and not nullable else None
        if "object" in allowed:
            return {name: self.empty(inner) for name, inner in schema.get("properties", {}).items()}
        return {"string": "", "integer": 0, "number": 0, "boolean": False}[allowed[0]]

    def _properties(self, family: str) -> Json:
        pointer = self.document.record(family)
        return self.document.properties(self.document.at(pointer)) if pointer else {}

    def _standard(self, key: Key, record: Record, facts: Mapping[str, Any]) -> Record:
        """What every record has, as far as this one has the keys."""
        number, now, family = facts.get("id") or self.store.next_id(key[0]), self.store.now(), key[0]
        auto_name = f"{initials(family)}{number}"
        standard: Record = {
            "uuid": self.store.uuid(),
            "created_at": now,
            "updated_at": now,
            "member_id": CALLER,
            "owner_id": CALLER,
            "user": 40 + number % 3,
            "api_url": self.api_path(key, number),
            "url": ui_path(key, {**facts, "id": number}),
            "class_name": class_name(family),
            "class_display_name": human(family),
            "auto_name": auto_name,
            "sys_id": auto_name,
            "generic_collection_id": None,
        }
        return {"id": number, **{name: value for name, value in standard.items() if name in record}}

    # ---- changing

    def accept(self, family: str, fields: Mapping[str, Any]) -> Record:
        """The fields of a request, as a record of the family can have them.

        Raises:
            Refusal: 422, a field that cannot be null is.
        """
        pointer, properties = self.document.record(family), self._properties(family)
        accepted: Record = {}
        for name, value in fields.items():
            if name not in properties:
                accepted[name] = value
                continue
            valid = self.document.validator(f"{pointer}/properties/{name}").is_valid
            candidates = [candidate for candidate in self._spellings(value) if valid(candidate)]
            if candidates:
                accepted[name] = candidates[0]
            elif value is None:
                raise blank(name)
        accepted.pop("id", None)
        return accepted

    def _spellings(self, value: Any) -> Iterator[Any]:
        """A value, and how answers may write it: a number as text, the id of a member as the member."""
        yield value
        if isinstance(value, int) and not isinstance(value, bool):
            yield from (str(value), self.reference("members", value))
        elif isinstance(value, str) and re.fullmatch(r"-?\d+", value):
            yield int(value)

    def settle(self, family: str, record: Record) -> None:
        """Bring what follows from other keys into line: name and title, and the references beside the ids."""
        for name, other in (("title", "name"), ("name", "title")):
            if name in record and not record[name] and record.get(other):
                record[name] = record[other]
        if family not in self._references:
            keys = self.blank(family).keys()
            self._references[family] = [key for key in keys if key in _PEOPLE or f"{key}_id" in keys]
        for name in self._references[family]:
            number = record.get(f"{name}_id", CALLER if name in _PEOPLE else None)
            target = None if number is None else self._target(name, record)
            record[name] = self.reference(target, number) if target else None

    def require_parents(self, fields: Mapping[str, Any]) -> None:
        """Refuse (404) a record that names others which do not exist."""
        for key, number in fields.items():
            if key.endswith("_id") and number is not None:
                family = self._target(key.removesuffix("_id"), fields)
                if family:
                    existing(self.store.find(family, number))

    # ---- names and paths

    def _target(self, name: str, record: Mapping[str, Any]) -> str | None:
        """The family that ``<name>_id`` of a record points into, if the store has it."""
        class_ = record.get(f"{name}_type")
        if name in _PEOPLE:
            return "members"
        if isinstance(class_, str):
            word = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", class_.rpartition("::")[2]).lower()
            family = _FAMILIES.get(class_) or plural(word)
        else:
            family = plural(name)
        return family if any(key[0] == family for key in self.store.tables) else None

    def reference(self, family: str, number: object) -> Record | None:
        """Another record in short."""
        key, record = self.store.locate(family, number)
        if record is None:
            return None
        name = title(record)
        if family == "members":
            return {"id": number, "name": name, "url": f"/admin/members/{number}"}
        return {"name": name, "url": ui_path(key, record), "title": name, "id": number}

    def located(self, key: Key, record: Record) -> Record:
        """A copy of a record with its paths and its collection, which not every family's records have."""
        paths = {"url": ui_path(key, record), "api_url": self.api_path(key, record["id"])}
        return {**record, **paths, "collection": key[-1] if key[1:] else human(key[0])}

    def api_path(self, key: Key, number: int) -> str:
        """Path of a record in this API; that of a stock has two slashes (recorded)."""
        operation = self.document.operations.get(f"{key[0]}.get")
        path = operation.template if operation else f"/api/v1/{key[0]}/{{id}}"
        for name, value in zip(operation.scope if operation else (), key[1:], strict=False):
            path = path.replace(f"{{{name}}}", value)
        return path.replace("{id}", f"/{number}" if key[0] == "stocks" else str(number))


def title(record: Record) -> Any:
    """The name of a record, which some families call title."""
    return record.get("name") or record.get("title")


@cache
def class_name(family: str) -> str:
    """The class of a family's records, as ``attachable_type`` and the like name it."""
    camel = "".join(word.capitalize() for word in singular(family).split("_"))
    return CLASSES.get(family, f"Biocollections::{camel}")


def ui_path(key: Key, record: Record) -> str:
    """Path of a record in the UI."""
    family, number = key[0], record["id"]
    if family == "milestones":
        return f"/knowledge/projects/{record.get('project_id')}/milestones/{number}"
    if family in _NOTEBOOK:
        return f"/knowledge/{family}/{number}"
    if family in ("stocks", "boxes", "storages"):
        return f"/storage/{family}/{number}"
    name = key[1].lower().replace(" ", "_") if len(key) > 1 else family
    return f"/biocollections/{name}/{number}"


def singular(family: str) -> str:
    if family in _SINGULAR:
        return _SINGULAR[family]
    return f"{family[:-3]}y" if family.endswith("ies") else family.removesuffix("s")


def plural(name: str) -> str:
    if name in _PLURAL:
        return _PLURAL[name]
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def initials(family: str) -> str:
    """The letters of a SysID."""
    return "".join(word[0] for word in family.split("_")).upper() + family[1].upper()
