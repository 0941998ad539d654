"""For ``labclients contract``: responses against the specification; which schemas they confirm, and what differs.

Of a response, only the names of fields, the types of values and the places of differences are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from labclients._cursor import extract_rows
from labclients._json import as_list, as_object
from labclients.errors import UnexpectedResponse
from labclients.sandbox.document import JSON, Document, Json, Operation, types

SCHEMAS = "#/components/schemas/"
UNIONS = ("anyOf", "oneOf")


class Difference(NamedTuple):
    """A difference between a response and the specification.

    Attributes:
        operation: Whose response it was.
        path: JSON pointer into the response.
        expected: Types that the specification allows.
        actual: The type of the value.
    """

    operation: str
    path: str
    expected: str
    actual: str


@dataclass
class Observations:
    """What responses had for one schema; of differences in many rows, the first row's is kept."""

    records: int = 0
    fields: set[str] = field(default_factory=set[str])
    differences: dict[str, Difference] = field(default_factory=dict[str, Difference])


class Evidence:
    """Compares the responses of one service with its specification.

    Args:
        document: The specification.
        field_names: A regular expression for names of fields. Others are an account's own words (custom columns):
            they are counted, and not reported.
    """

    def __init__(self, document: Document, field_names: str) -> None:
        self._document = document
        self._field_names = re.compile(field_names)
        self._observations: dict[str, Observations] = {}

    def add_response(self, operation: Operation, data: Any) -> None:
        """Compare one response."""
        pointer = self._document.named(operation.answers[JSON])
        owner = _schema_name(self._document.item(pointer)) or operation.name
        self._compare(operation, pointer, data, owner, "")
        if operation.verb == "list":
            self._find_misplaced_list(operation, pointer, data, owner)

    def add_difference(self, schema: str, difference: Difference) -> None:
        """Note a difference; one that another row has, too, counts once."""
        path = re.sub(r"/\d+", "/0", difference.path)
        key = f"{path} {difference.expected} {difference.actual}"
        self._of(schema).differences.setdefault(key, difference)

    def add_confirmation(self, operation: str) -> None:
        """Note a response without a schema that is as the specification says."""
        self._of(operation).records += 1

    def schemas(self) -> Iterator[Json]:
        """The result for each schema, or operation without one, that something came for."""
        schemas: Json = self._document.raw["components"]["schemas"]
        for name, observed in sorted(self._observations.items()):
            schema: Json = schemas[name] if name in schemas else self._document.entry(name)
            declared = set(schema.get("properties", ()))
            new = observed.fields - declared if declared else set[str]()
            new_names = sorted(filter(self._field_names.fullmatch, new))
            yield {
                "name": name,
                "evidence": schema.get("x-evidence", "assumed"),
                "now": "wrong" if observed.differences else "confirmed",
                "records": observed.records,
                "wrong": [
                    {"operation": operation, "place": path, "expected": expected, "came": actual}
                    for operation, path, expected, actual in observed.differences.values()
                ],
                "new": new_names,
                "custom_columns": len(new) - len(new_names),
                "never_seen": sorted(declared - observed.fields) if observed.records else [],
            }

    def _of(self, schema: str) -> Observations:
        return self._observations.setdefault(schema, Observations())

    def _compare(self, operation: Operation, pointer: str, value: Any, owner: str, path: str) -> None:
        """Compare a value with the schema at a pointer; `owner` is the named schema around it."""

        def differ(path: str, expected: str, actual: str) -> None:
            self.add_difference(owner, Difference(operation.name, path, expected, actual))

        branch, allowed = self._branch(pointer, value)
        expected = " or ".join(allowed) or "something else"
        if branch is None:
            owner = _schema_name(pointer) or owner
            differ(path, expected, type_name(value))
            return
        record, name = as_object(value), _schema_name(branch)
        owner = name or owner
        if record is not None and name:
            self._of(name).records += 1
            self._of(name).fields.update(record)
        children = list(self._children(branch, value))
        keys = [key for key, _, _ in children]
        for fault in self._document.faults(branch, value):
            keyword, missing = str(fault.schema_path[-1]), getattr(fault.kind, "property", None)
            if fault.instance_path and fault.instance_path[0] in keys:
                continue  # it is found again when that child is compared
            if missing and not fault.instance_path:
                differ(f"{path}/{_escape(str(missing))}", "to be there", "nothing")
            else:
                differ(path, expected if keyword == "type" else f"{expected} by `{keyword}`", type_name(value))
        for key, child, step in children:
            self._compare(operation, child, value[key], owner, f"{path}/{step}")

    def _branch(self, pointer: str, value: Any) -> tuple[str | None, list[str]]:
        """Of a union the schema that fits a value best (None if none has its type), and all types that are allowed."""
        schema = self._document.at(pointer)
        union = next((keyword for keyword in UNIONS if keyword in schema), None)
        if union is None:
            allowed = types(schema)
            return pointer if not allowed or type_names(value).intersection(allowed) else None, allowed
        pointers = (self._target(part, f"{pointer}/{union}/{index}") for index, part in enumerate(schema[union]))
        branches = [self._branch(part, value) for part in pointers]
        fitting = [branch for branch, _ in branches if branch]
        valid = (branch for branch in fitting if not any(self._document.faults(branch, value)))
        allowed = list(dict.fromkeys(name for _, names in branches for name in names))
        return next(valid, fitting[0] if fitting else None), allowed

    def _children(self, pointer: str, value: Any) -> Iterator[tuple[Any, str, str]]:
        """Key, schema and step of the place of each part of a value; a key that no property names may be data."""
        schema, record, rows = self._document.at(pointer), as_object(value), as_list(value)
        properties, others = schema.get("properties", {}), as_object(schema.get("additionalProperties"))
        for key in record or ():
            if key in properties:
                yield key, self._target(properties[key], f"{pointer}/properties/{_escape(key)}"), _escape(key)
            elif others is not None:
                yield key, self._target(others, f"{pointer}/additionalProperties"), "*"
        if rows is not None and "items" in schema:
            item = self._target(schema["items"], f"{pointer}/items")
            yield from ((index, item, str(index)) for index in range(len(rows)))

    def _target(self, schema: Json, pointer: str) -> str:
        """The pointer to a schema, after all references."""
        pointer = schema.get("$ref", pointer)
        while _schema_name(pointer) and (target := self._document.named(pointer)) != pointer:
            pointer = target
        return pointer

    def _find_misplaced_list(self, operation: Operation, pointer: str, data: Any, owner: str) -> None:
        """Compare the records of a list that are under another key than the specification says."""
        branch, _ = self._branch(pointer, data)
        if branch is None:
            return
        try:
            rows = extract_rows(data).rows
        except UnexpectedResponse:
            self.add_difference(owner, Difference(operation.name, "", "a list", f"{type_name(data)} without one"))
            return
        declared = self._document.properties(self._document.at(branch))
        envelope = as_object(data) or {}
        key = next((key for key, value in envelope.items() if value is rows and key not in declared), None)
        if key is None:
            return
        path = f"/{key}" if self._field_names.fullmatch(key) else "/*"
        arrays = " or ".join(name for name, schema in declared.items() if "array" in types(schema))
        difference = Difference(operation.name, path, f"the list under {arrays}", "another key")
        self.add_difference(_schema_name(branch) or owner, difference)
        for index, row in enumerate(rows):
            self._compare(operation, self._document.item(pointer), row, owner, f"{path}/{index}")


def type_name(value: Any) -> str:
    """The JSON type of a value."""
    if value is None:
        return "null"
    names = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (list, "array"))
    return next((name for python_type, name in names if isinstance(value, python_type)), "object")


def type_names(value: Any) -> set[str]:
    """All JSON types of a value: 1 and 1.0 are both integer and number."""
    name = type_name(value)
    integral = name in ("integer", "number") and float(value).is_integer()
    return {name, "integer", "number"} if integral else {name}


def _schema_name(pointer: str) -> str | None:
    """The name of the schema that a pointer leads to; None for a part of one."""
    name = pointer.removeprefix(SCHEMAS)
    return name if name != pointer and "/" not in name else None


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
