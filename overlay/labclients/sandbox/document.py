"""A specification as the sandbox reads it: which operation a request means, and what its parts must look like.

Everything here is derived from the built document and never changes, so that all sandboxes of a process share it:
compiled validators are kept, and starting a second sandbox costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from urllib.parse import quote, unquote

from labclients.sandbox.extra import needed

if TYPE_CHECKING:
    import jsonschema_rs

Json: TypeAlias = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")
JSON = "application/json"
_URN = "urn:labclients:specification"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One declared parameter; ``schema`` is a pointer into the document."""

    name: str
    place: str
    required: bool
    schema: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. ``bodies`` and ``answers`` map media types to pointers; no answers means an empty one."""

    name: str
    method: str
    template: str
    parameters: tuple[Parameter, ...]
    bodies: Mapping[str, str]
    answers: Mapping[str, str]
    wrapper: str | None
    public: bool
    paged: bool
    writes: bool
    filters: frozenset[str] | None = field(default=None)  # fields of kendo; empty: not known; None: no kendo

    @property
    def family(self) -> str:
        return self.name.partition(".")[0]

    @property
    def verb(self) -> str:
        """The verb without the version: ``list`` of ``experiments.list_v2``."""
        return re.sub(r"_v\d+$", "", self.name.partition(".")[2])

    @property
    def scope(self) -> tuple[str, ...]:
        """Names of the path parameters that choose a table rather than a record (the name of a custom collection)."""
        return tuple(one.name for one in self.parameters if one.place == "path" and one.name != "id")

    @property
    def by_id(self) -> bool:
        return "{id}" in self.template

    def declares(self, name: str) -> bool:
        """Whether there is such a parameter in the query."""
        return any(one.name == name and one.place == "query" for one in self.parameters)


class Document:
    """One built specification."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw
        entries = [self._operation(path, method) for path, method in _entries(raw)]
        self.operations = {operation.name: operation for operation in entries}
        self._routes: dict[int, list[tuple[list[str], Operation]]] = {}
        # Templates without parameters go first: /stocks/item_stocks is no /stocks/{id}.
        for operation in sorted(entries, key=lambda one: one.template.count("{")):
            segments = operation.template.split("/")
            self._routes.setdefault(len(segments), []).append((segments, operation))
        self._validators: dict[str, jsonschema_rs.Draft202012Validator] = {}

    # ---- which operation

    def entry(self, name: str) -> Json:
        """What the specification says of an operation."""
        operation = self.operations[name]
        return cast("Json", self.raw["paths"][operation.template][operation.method])

    def route(self, method: str, path: str) -> tuple[Operation | None, dict[str, str], bool]:
        """Operation and path parameters of a request; the flag says whether the path is known at all.

        ``path`` is still percent-encoded, since a name of a collection may hold a slash.
        """
        asked = [unquote(segment) for segment in path.removesuffix(".json").split("/")]
        known = False
        for segments, operation in self._routes.get(len(asked), ()):
            values = self._matches(operation, segments, asked)
            if values is not None and operation.method == method.lower():
                return operation, values, True
            known = known or values is not None
        return None, {}, known

    def _matches(self, operation: Operation, template: list[str], asked: list[str]) -> dict[str, str] | None:
        values: dict[str, str] = {}
        for form, segment in zip(template, asked, strict=True):
            if form.startswith("{"):
                values[form[1:-1]] = segment
            elif form != segment:
                return None
        numbers = (one.name for one in operation.parameters if one.place == "path" and self._is_number(one))
        return values if all(re.fullmatch(r"-?\d+", values.get(name, "0")) for name in numbers) else None

    def _is_number(self, parameter: Parameter) -> bool:
        return "integer" in types(self.at(parameter.schema))

    # ---- what a part must look like

    def at(self, pointer: str) -> Json:
        """What stands at a pointer, references followed."""
        found: Any = self.raw
        for step in pointer.removeprefix("#/").split("/"):
            key: Any = int(step) if isinstance(found, list) else step.replace("~1", "/").replace("~0", "~")
            found = cast("Any", found)[key]
        return self.resolved(cast("Json", found))

    def resolved(self, node: Json) -> Json:
        """The node itself, or what it refers to."""
        return self.at(node["$ref"]) if "$ref" in node else node

    def properties(self, schema: Json) -> Json:
        """The properties of a schema of an object."""
        return cast("Json", self.resolved(schema).get("properties", {}))

    def faults(self, pointer: str, value: object) -> Iterator[jsonschema_rs.ValidationError]:
        """What a value breaks of the schema at a pointer."""
        validator = self.validator(pointer)
        return iter(()) if validator.is_valid(value) else iter(validator.iter_errors(value))

    def validator(self, pointer: str) -> jsonschema_rs.Draft202012Validator:
        """The compiled schema at a pointer."""
        if pointer not in self._validators:
            schema = {"$ref": _URN + quote(pointer, safe="#/~")}
            self._validators[pointer] = needed("jsonschema_rs").Draft202012Validator(schema, registry=self._registry)
        return self._validators[pointer]

    @cached_property
    def _registry(self) -> Any:
        return needed("jsonschema_rs").Registry([(_URN, self.raw)])

    # ---- the records of a family

    def record(self, family: str) -> str | None:
        """Pointer to the schema of a family's records: what ``get`` answers, or what ``list`` has many of."""
        for verb in ("get", "list", "create", "update", "get_v2", "list_v2", "update_v2"):
            operation = self.operations.get(f"{family}.{verb}")
            if operation and JSON in operation.answers:
                return self.item(operation.answers[JSON])
        return None

    def item(self, pointer: str) -> str:
        """From the schema of a list, or a page of one, to that of one record."""
        schema = self.at(pointer)
        for branch in schema.get("anyOf", [schema]):
            resolved = self.resolved(branch)
            if "items" in resolved and "$ref" in resolved["items"]:
                return cast("str", resolved["items"]["$ref"])
        return self.named(pointer)

    def named(self, pointer: str) -> str:
        """Where the schema at a pointer really stands: what it refers to, or the pointer itself."""
        parent, _, last = pointer.rpartition("/")
        return cast("str", self.at(parent)[last.replace("~1", "/")].get("$ref", pointer))

    # ---- reading the document

    def _operation(self, path: str, method: str) -> Operation:
        base = f"#/paths/{_escaped(path)}"
        entry = self.raw["paths"][path][method]
        shared = self.raw["paths"][path].get("parameters", ())
        own = entry.get("parameters", ())
        success = next((key for key in entry["responses"] if str(key).startswith("2")), None)
        bodies = self._media(entry, f"{base}/{method}", "requestBody")
        kendo = entry.get("x-kendo")
        return Operation(
            name=entry["operationId"],
            method=method,
            template=path,
            parameters=(
                *self._parameters(f"{base}/parameters", shared),
                *self._parameters(f"{base}/{method}/parameters", own),
            ),
            bodies=bodies,
            wrapper=next((found for pointer in bodies.values() if (found := self._wrapper(pointer))), None),
            answers=self._media(entry["responses"], f"{base}/{method}/responses", success) if success else {},
            public=entry.get("security") == [],
            paged=bool(entry.get("x-paged")),
            writes=entry.get("x-effect", "read" if method == "get" else "write") == "write",
            filters=None if kendo is None else frozenset(kendo.get("fields", ())),
        )

    def _wrapper(self, pointer: str) -> str | None:
        """The key around what is sent (``item``): the one property that is required, and an object by reference."""
        schema = self.at(pointer)
        required = cast("list[str]", schema.get("required", []))
        return required[0] if len(required) == 1 and "$ref" in self.properties(schema).get(required[0], {}) else None

    def _parameters(self, base: str, entries: Sequence[Json]) -> Iterator[Parameter]:
        for index, entry in enumerate(entries):
            found = self.resolved(entry)
            pointer = entry.get("$ref", f"{base}/{index}")
            yield Parameter(found["name"], found["in"], bool(found.get("required")), f"{pointer}/schema")

    def _media(self, parent: Json, base: str, key: str) -> dict[str, str]:
        if key not in parent:
            return {}
        pointer = parent[key].get("$ref", f"{base}/{key}")
        content = self.resolved(parent[key]).get("content", {})
        return {media: f"{pointer}/content/{_escaped(media)}/schema" for media in content}


def types(schema: Json) -> list[str]:
    """The JSON types that a schema names."""
    named = schema.get("type", [])
    return [named] if isinstance(named, str) else cast("list[str]", named)


def _entries(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    return ((path, method) for path, item in raw["paths"].items() for method in METHODS if method in item)


def _escaped(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")


@cache
def documents() -> tuple[Document, Document]:
    """The documents of Labguru and Labvanced that this build was generated from."""
    import labguru_api
    import labvanced_api

    return Document(labguru_api.openapi()), Document(labvanced_api.openapi())
