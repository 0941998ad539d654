"""Records in the form that the specification gives their family.

A family needs no code of its own: its keys come from the answer's schema (null where nothing is known), and what every
record has (id, uuid, times, owner, paths) is filled in where the schema has the key. Fields that the schema does not
name are custom columns, and kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from labclients.sandbox.checks import human
from labclients.sandbox.document import Document, Json, types
from labclients.sandbox.messages import Refusal
from labclients.sandbox.state import Key, Record, Store

MEMBER = 1  # the caller

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
_FAMILIES = {name: family for family, name in CLASSES.items()}
_NOTEBOOK = frozenset(("projects", "experiments", "protocols", "documents", "reports", "papers", "sops", "datasets"))
_IRREGULAR = {
    "bacteria": "bacterium",
    "fungi": "fungus",
    "viruses": "virus",
    "boxes": "box",
    "zebrafishes": "zebrafish",
}
_PEOPLE = ("member", "owner")


class Records:
    """Makes and changes the records of one store."""

    def __init__(self, document: Document, store: Store) -> None:
        self.document = document
        self.store = store
        self._blanks: dict[str, tuple[Record, list[str]]] = {}
        self._references: dict[str, list[tuple[str, str, str]]] = {}
        self._paths: dict[Key, str] = {}

    # ---- making

    def make(self, key: Key, facts: Mapping[str, Any]) -> Record:
        """Make a record and put it into its table; the facts are trusted."""
        record = self.blank(key[0])
        record.update(self._standard(key, record, facts))
        record.update(facts)
        self.settle(key[0], record)
        return self.store.put(key, record)

    def blank(self, family: str) -> Record:
        """A record of which nothing is known."""
        if family not in self._blanks:
            pointer = self.document.record(family)
            properties = self.document.properties(self.document.at(pointer)) if pointer else {}
            blank = {name: self.empty(schema) for name, schema in properties.items()}
            self._blanks[family] = blank, [name for name, value in blank.items() if value == []]
        blank, lists = self._blanks[family]
        return {**blank, **{name: [] for name in lists}}  # no two records share a list

    def empty(self, schema: Json) -> Any:
        """The least value that a schema allows."""
        schema = self.document.resolved(schema)
        if "array" in types(schema):
            return []
        if "null" in types(schema) or not types(schema):
            return self._empty_branch(schema)
        if "object" in types(schema):
            return {name: self.empty(inner) for name, inner in schema.get("properties", {}).items()}
        return {"string": "", "integer": 0, "number": 0, "boolean": False}[types(schema)[0]]

    def _empty_branch(self, schema: Json) -> Any:
        branches = cast("list[Json]", schema.get("anyOf", schema.get("oneOf", [])))
        nullable = any("null" in types(self.document.resolved(one)) for one in branches)
        return self.empty(branches[0]) if branches and not nullable else None

    def _standard(self, key: Key, record: Record, facts: Mapping[str, Any]) -> Record:
        number, now, family = facts.get("id") or self.store.next_id(key[0]), self.store.now(), key[0]
        known: Record = {
            "uuid": self.store.uuid(),
            "created_at": now,
            "updated_at": now,
            "member_id": MEMBER,
            "owner_id": MEMBER,
            "user": 40 + number % 3,
            "api_url": self.api_path(key, number),
            "url": ui_path(key, {**facts, "id": number}),
            "class_name": class_name(family),
            "class_display_name": human(family),
            "auto_name": f"{initials(family)}{number}",
            "sys_id": f"{initials(family)}{number}",
            "generic_collection_id": None,
        }
        return {"id": number, **{name: value for name, value in known.items() if name in record}}

    # ---- changing

    def accept(self, family: str, fields: Mapping[str, Any]) -> Record:
        """What of a request's fields a record of the family can carry.

        Raises:
            Refusal: 422, a field that cannot be null is.
        """
        pointer = self.document.record(family)
        properties = self.document.properties(self.document.at(pointer)) if pointer else {}
        taken: Record = {}
        for name, value in fields.items():
            if name not in properties:
                taken[name] = value
            elif (fit := self._fit(f"{pointer}/properties/{name}", value)) is not _UNFIT:
                taken[name] = fit
            elif value is None:
                raise Refusal(422, {"error_message": f"{human(name)} can't be blank", "type": "invalid_request_error"})
        taken.pop("id", None)
        return taken

    def _fit(self, pointer: str, value: Any) -> Any:
        """The value as the answer writes it: a number as text, an id of a member as the member."""
        candidates = [value]
        if isinstance(value, int) and not isinstance(value, bool):
            candidates += [str(value), self.reference("members", value)]
        elif isinstance(value, str) and re.fullmatch(r"-?\d+", value):
            candidates.append(int(value))
        valid = self.document.validator(pointer).is_valid
        return next((one for one in candidates if valid(one)), _UNFIT)

    def settle(self, family: str, record: Record) -> None:
        """Bring what follows from other keys into line: name and title, and the references beside the ids."""
        for one, other in (("title", "name"), ("name", "title")):
            if one in record and not record[one] and record.get(other):
                record[one] = record[other]
        for name, with_id, with_type in self._names(family):
            if name in _PEOPLE:
                record[name] = self.reference("members", record.get(with_id, MEMBER))
            elif (number := record.get(with_id)) is None:
                record[name] = None
            else:
                target = self.family(name, record.get(with_type))
                record[name] = self.reference(target, number) if target else None

    def _names(self, family: str) -> list[tuple[str, str, str]]:
        """The keys of a family's records that are references (people, and what has an id beside it)."""
        if family not in self._references:
            keys = self.blank(family).keys()
            names = [key for key in keys if key in _PEOPLE or f"{key}_id" in keys]
            self._references[family] = [(name, f"{name}_id", f"{name}_type") for name in names]
        return self._references[family]

    def require_parents(self, fields: Mapping[str, Any]) -> None:
        """Refuse (404) a record that names others which do not exist."""
        for key, number in fields.items():
            if not key.endswith("_id") or number is None:
                continue
            name = key.removesuffix("_id")
            family = "members" if name in _PEOPLE else self.family(name, fields.get(f"{name}_type"))
            if family and self.store.find(family, number) is None:
                raise Refusal(404, {"error": "Resource not found"})

    # ---- names and paths

    def family(self, name: str, class_: object = None) -> str | None:
        """The family that ``<name>_id`` points into, if the store has it."""
        if isinstance(class_, str):
            family = _FAMILIES.get(class_) or plural(_snake(class_.rpartition("::")[2]))
            families: tuple[str, ...] = (family,)
        else:
            families = (plural(name),)
        return next((one for one in families if any(key[0] == one for key in self.store.tables)), None)

    def reference(self, family: str, number: object) -> Record | None:
        """Another record in short."""
        key, record = self.store.locate(family, number)
        if record is None:
            return None
        name = record.get("name") or record.get("title")
        if family == "members":
            return {"id": number, "name": name, "url": f"/admin/members/{number}"}
        return {"name": name, "url": ui_path(key, record), "title": name, "id": number}

    def located(self, family: str, number: object) -> Record | None:
        """A copy of a record that knows its paths and its collection, which not every family's records do."""
        key, record = self.store.locate(family, number)
        if record is None:
            return None
        paths = {"url": ui_path(key, record), "api_url": self.api_path(key, record["id"])}
        return {**record, **paths, "collection": key[1] if len(key) > 1 else human(family)}

    def api_path(self, key: Key, number: int) -> str:
        """Path of a record in this API; that of a stock has two slashes (recorded)."""
        if key not in self._paths:
            operation = self.document.operations.get(f"{key[0]}.get")
            template = operation.template if operation else f"/api/v1/{key[0]}/{{id}}"
            for name, value in zip(operation.scope if operation else (), key[1:], strict=False):
                template = template.replace(f"{{{name}}}", value)
            self._paths[key] = template.removesuffix("{id}") + ("/" if key[0] == "stocks" else "")
        return f"{self._paths[key]}{number}"


_UNFIT: Any = object()


@cache
def class_name(family: str) -> str:
    """The class of a family's records, as ``attachable_type`` and the like name it."""
    return CLASSES.get(family, f"Biocollections::{_camel(singular(family))}")


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
    if family in _IRREGULAR:
        return _IRREGULAR[family]
    return f"{family[:-3]}y" if family.endswith("ies") else family.removesuffix("s")


@cache
def plural(name: str) -> str:
    if name in _IRREGULAR.values():
        return next(family for family, one in _IRREGULAR.items() if one == name)
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


@cache
def initials(family: str) -> str:
    """The letters of a SysID."""
    return "".join(word[0] for word in family.split("_")).upper() + family[1].upper()


def _camel(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
