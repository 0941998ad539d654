"""What answers say about the specification: which of its schemas they confirm, and where they differ.

Nothing of an answer is kept but names of fields, types of values, and the places of faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from labclients._cursor import extract_rows
from labclients._json import as_list, as_object
from labclients.errors import UnexpectedResponse
from labclients.sandbox.document import JSON, Document, Json, Operation, types

SCHEMAS = "#/components/schemas/"
ONE_OF = ("anyOf", "oneOf")
Path: TypeAlias = "tuple[str | int, ...]"


class Wrong(NamedTuple):
    """A difference: where it was seen (a JSON pointer into the answer), and types, never a value."""

    operation: str
    place: str
    expected: str
    came: str


@dataclass
class Seen:
    """What came for one schema."""

    records: int = 0
    fields: set[str] = field(default_factory=set[str])
    wrong: dict[str, Wrong] = field(default_factory=dict[str, Wrong])  # by the place, whatever the row


class Spot(NamedTuple):
    """The place of a value: its schema (None: none of several fits), the named schema around it, how it is shown."""

    pointer: str | None
    owner: str
    shown: str
    expected: list[str]


class Evidence:
    """The answers of one service, held against its specification.

    Args:
        document: The specification.
        names: What a field is called. Other names are an account's own words: they are counted and not shown.
    """

    def __init__(self, document: Document, names: str) -> None:
        self._document = document
        self._names = re.compile(names)
        self._seen: dict[str, Seen] = {}

    def look(self, operation: Operation, data: Any) -> None:
        """Hold one answer against the specification."""
        pointer = self._place({}, self._document.named(operation.answers[JSON]))
        self._compare(operation, pointer, data, "")
        if operation.verb == "list":
            self._look_for_rows(operation, pointer, data)

    def blame(self, schema: str, wrong: Wrong) -> None:
        """Note that something else came than the specification says; the same in another row is said once."""
        self._of(schema).wrong.setdefault(
            "".join((re.sub(r"/\d+", "/0", wrong.place), wrong.expected, wrong.came)), wrong
        )

    def confirm(self, name: str) -> None:
        """Note that something came as the specification says, where no schema describes it."""
        self._of(name).records += 1

    def schemas(self) -> Iterator[Json]:
        """What is known now of each schema, or operation without one, that something came for."""
        known: Json = self._document.raw["components"]["schemas"]
        for name, seen in sorted(self._seen.items()):
            schema: Json = known[name] if name in known else self._document.entry(name)
            declared = set(schema.get("properties", ()))
            new = seen.fields - declared if declared else set[str]()
            named = sorted(filter(self._names.fullmatch, new))
            yield {
                "name": name,
                "evidence": schema.get("x-evidence", "assumed"),
                "now": "wrong" if seen.wrong else "confirmed",
                "records": seen.records,
                "wrong": [wrong._asdict() for wrong in seen.wrong.values()],
                "new": named,
                "custom_columns": len(new) - len(named),
                "never_seen": sorted(declared - seen.fields) if seen.records else [],
            }

    def _of(self, schema: str) -> Seen:
        return self._seen.setdefault(schema, Seen())

    def _compare(self, operation: Operation, pointer: str, data: Any, shown: str) -> None:
        spots: dict[Path, Spot] = {}
        self._walk(pointer, data, (), Spot(None, self._owner(operation), shown, []), spots)
        for spot, expected, came in self._faults(pointer, data, (), spots):
            self.blame(spot.owner, Wrong(operation.name, spot.shown, expected, came))

    def _owner(self, operation: Operation) -> str:
        """The schema to blame where an answer is nothing that the specification knows."""
        return _name(self._document.item(operation.answers[JSON])) or operation.name

    # ---- which schema describes which value

    def _walk(self, pointer: str, value: Any, at: Path, around: Spot, spots: dict[Path, Spot]) -> None:
        """Note the schema of every value, and the fields of every record."""
        chosen, expected = self._branch(pointer, value)
        name, record = _name(chosen), as_object(value)
        spot = spots[at] = Spot(chosen, name or around.owner, around.shown, expected)
        if record is not None and name:
            seen = self._of(name)
            seen.records, seen.fields = seen.records + 1, seen.fields | record.keys()
        for key, place, step in self._inside(chosen, value) if chosen else ():
            self._walk(place, value[key], (*at, key), spot._replace(shown=f"{spot.shown}/{step}"), spots)

    def _branch(self, pointer: str, value: Any) -> tuple[str | None, list[str]]:
        """The schema of a value, of several the one that fits it best, and the types that it may have."""
        schema = self._document.at(pointer)
        key = next((key for key in ONE_OF if key in schema), None)
        if key is None:
            return pointer, types(schema)
        places = (self._place(one, f"{pointer}/{key}/{number}") for number, one in enumerate(schema[key]))
        inner = [self._branch(place, value) for place in places]
        expected = [kind for _, kinds in inner for kind in kinds]
        fitting = [place for place, kinds in inner if place and _fits(value, kinds)]
        valid = (place for place in fitting if not any(self._document.faults(place, value)))
        return next(valid, fitting[0] if fitting else None), list(dict.fromkeys(expected))

    def _place(self, node: Json, pointer: str) -> str:
        """Where a schema really stands: what it refers to, or where it is."""
        pointer = node.get("$ref", pointer)
        while _name(pointer) and (further := self._document.named(pointer)) != pointer:
            pointer = further
        return pointer

    def _inside(self, pointer: str, value: Any) -> Iterator[tuple[Any, str, str]]:
        """Key and schema of each part of a value, and how it is shown: a key that no property names may be data."""
        schema, record, rows = self._document.at(pointer), as_object(value), as_list(value)
        properties, others = schema.get("properties", {}), as_object(schema.get("additionalProperties"))
        for key in record or ():
            if key in properties:
                yield key, self._place(properties[key], f"{pointer}/properties/{_escaped(key)}"), _escaped(key)
            elif others is not None:
                yield key, self._place(others, f"{pointer}/additionalProperties"), "*"
        if rows is not None and "items" in schema:
            place = self._place(schema["items"], f"{pointer}/items")
            yield from ((number, place, str(number)) for number in range(len(rows)))

    # ---- where they differ

    def _faults(
        self, pointer: str, value: Any, at: Path, spots: Mapping[Path, Spot]
    ) -> Iterator[tuple[Spot, str, str]]:
        """Spot, expected and actual type of each fault; where several schemas are allowed, of the chosen one."""
        for fault in self._document.faults(pointer, value):
            inner, keyword = tuple(fault.instance_path), str(fault.schema_path[-1])
            spot, found = _nearest(spots, (*at, *inner)), _at(value, inner)
            missing = getattr(fault.kind, "property", None)  # only a missing property has one
            kinds = " or ".join(spot.expected) or "something else"
            if keyword in ONE_OF and spot.pointer:
                yield from self._faults(spot.pointer, found, (*at, *inner), spots)
            elif missing:
                yield spot._replace(shown=f"{spot.shown}/{_escaped(str(missing))}"), "to be there", "nothing"
            else:
                yield spot, kinds if keyword in ("type", *ONE_OF) else f"{kinds} by `{keyword}`", _type(found)

    def _look_for_rows(self, operation: Operation, pointer: str, data: Any) -> None:
        """The records of a list, where they stand under another key than the specification says."""
        chosen, _ = self._branch(pointer, data)
        if chosen is None:
            return
        try:
            rows = extract_rows(data).rows
        except UnexpectedResponse:
            self.blame(self._owner(operation), Wrong(operation.name, "", "a list", f"{_type(data)} without one"))
            return
        envelope, declared = as_object(data) or {}, self._document.properties(self._document.at(chosen))
        key = next((key for key, value in envelope.items() if value is rows and key not in declared), None)
        if key is None:
            return
        place = f"/{key}" if self._names.fullmatch(key) else "/*"
        known = " or ".join(name for name, one in declared.items() if "array" in types(one))
        blamed = _name(chosen) or self._owner(operation)
        self.blame(blamed, Wrong(operation.name, place, f"the list under {known}", "another key"))
        for number, row in enumerate(rows):
            self._compare(operation, self._document.item(pointer), row, f"{place}/{number}")


def _name(pointer: str | None) -> str | None:
    """The name of the schema that a pointer leads to, not of one inside it."""
    name = (pointer or "").removeprefix(SCHEMAS)
    return name if name and "/" not in name else None


def _nearest(spots: Mapping[Path, Spot], at: Path) -> Spot:
    while at not in spots:
        at = at[:-1]
    return spots[at]


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _type(value: Any) -> str:
    if value is None:
        return "null"
    names = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (list, "array"))
    return next((name for kind, name in names if isinstance(value, kind)), "object")


def _fits(value: Any, kinds: list[str]) -> bool:
    return not kinds or _type(value) in kinds or (_type(value) == "integer" and "number" in kinds)
