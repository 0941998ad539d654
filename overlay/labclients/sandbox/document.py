"""An OpenAPI document as the sandbox uses it: which operation a request means, and which schema each part must match.

A document does not change, so all sandboxes of a process share it, with its compiled validators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from urllib.parse import quote, unquote

from labclients.errors import UsageError

if TYPE_CHECKING:
    import jsonschema_rs

Json: TypeAlias = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")
JSON = "application/json"
_URN = "urn:labclients:specification"


def import_extra(name: str) -> Any:
    """Import a module of the extra ``[sandbox]``.

    Raises:
        UsageError: It is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError('the sandbox needs: pip install "labclients[sandbox]"') from error


@dataclass(frozen=True, slots=True)
class Parameter:
    """A declared parameter: its `location` is ``path``, ``query`` or ``header``; `schema` is a JSON pointer."""

    name: str
    location: str
    required: bool
    schema: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.

    Attributes:
        name: Its operationId, ``experiments.list``.
        bodies: JSON pointers to the schemas of the body, by media type.
        answers: The same of a successful response; empty if it has no body.
        wrapper: The key around what is sent (``item``), if there is one.
        filters: Fields that kendo filters obey; empty: not known; None: the list has no such filters.
    """

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
    filters: frozenset[str] | None

    @property
    def family(self) -> str:
        return self.name.partition(".")[0]

    @property
    def verb(self) -> str:
        """The verb without the version: ``list`` of ``experiments.list_v2``."""
        return re.sub(r"_v\d+$", "", self.name.partition(".")[2])

    @property
    def scope(self) -> tuple[str, ...]:
        """Path parameters that choose a table rather than a record (the name of a custom collection)."""
        return tuple(param.name for param in self.parameters if param.location == "path" and param.name != "id")

    @property
    def by_id(self) -> bool:
        return "{id}" in self.template

    def declares(self, name: str) -> bool:
        """Whether the query has such a parameter."""
        return any(param.name == name and param.location == "query" for param in self.parameters)


class Document:
    """One built specification."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw
        entries = ((path, method) for path, item in raw["paths"].items() for method in METHODS if method in item)
        self.operations = {entry.name: entry for entry in (self._operation(*entry) for entry in entries)}
        # Templates without parameters go first: /stocks/item_stocks is no /stocks/{id}.
        self._routes = sorted(self.operations.values(), key=lambda operation: operation.template.count("{"))
        self._validators: dict[str, jsonschema_rs.Draft202012Validator] = {}

    def entry(self, name: str) -> Json:
        """What the specification says of an operation."""
        operation = self.operations[name]
        return cast("Json", self.raw["paths"][operation.template][operation.method])

    def route(self, method: str, path: str) -> tuple[Operation | None, dict[str, str], bool]:
        """The operation of a request, its path parameters, and whether any operation has this path.

        `path` is still percent-encoded, since the name of a collection may hold a slash.
        """
        segments = [unquote(segment) for segment in path.removesuffix(".json").split("/")]
        path_exists = False
        for operation in self._routes:
            values = self._match(operation, segments)
            if values is not None and operation.method == method.lower():
                return operation, values, True
            path_exists = path_exists or values is not None
        return None, {}, path_exists

    def _match(self, operation: Operation, segments: list[str]) -> dict[str, str] | None:
        """The path parameters if the template of an operation fits; a number must be one."""
        template = operation.template.split("/")
        if len(template) != len(segments):
            return None
        values: dict[str, str] = {}
        for expected, segment in zip(template, segments, strict=True):
            if expected.startswith("{"):
                values[expected[1:-1]] = segment
            elif expected != segment:
                return None
        path_parameters = [param for param in operation.parameters if param.name in values]
        integers = (values[param.name] for param in path_parameters if "integer" in types(self.at(param.schema)))
        return values if all(re.fullmatch(r"-?\d+", text) for text in integers) else None

    # ---- schemas

    def at(self, pointer: str) -> Json:
        """What is at a JSON pointer, references followed."""
        node: Any = self.raw
        for step in pointer.removeprefix("#/").split("/"):
            key: Any = int(step) if isinstance(node, list) else step.replace("~1", "/").replace("~0", "~")
            node = cast("Any", node)[key]
        return self.resolved(cast("Json", node))

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
            compile_schema = import_extra("jsonschema_rs").Draft202012Validator
            self._validators[pointer] = compile_schema(schema, registry=self._registry)
        return self._validators[pointer]

    @cached_property
    def _registry(self) -> Any:
        return import_extra("jsonschema_rs").Registry([(_URN, self.raw)])

    def record(self, family: str) -> str | None:
        """Pointer to the schema of a family's records: that of ``get``, or of the items of ``list``."""
        for verb in ("get", "list", "create", "update", "get_v2", "list_v2", "update_v2"):
            operation = self.operations.get(f"{family}.{verb}")
            if operation and JSON in operation.answers:
                return self.item(operation.answers[JSON])
        return None

    def item(self, pointer: str) -> str:
        """From the schema of a list, or of a page, to that of one record."""
        schema = self.at(pointer)
        for branch in map(self.resolved, schema.get("anyOf", [schema])):
            if "$ref" in branch.get("items", {}):
                return cast("str", branch["items"]["$ref"])
        return self.named(pointer)

    def named(self, pointer: str) -> str:
        """The pointer that the schema at a pointer refers to, or the pointer itself."""
        parent, _, last = pointer.rpartition("/")
        return cast("str", self.at(parent)[last.replace("~1", "/")].get("$ref", pointer))

    # ---- reading the document

    def _operation(self, path: str, method: str) -> Operation:
        base = f"#/paths/{_escape(path)}"
        item = self.raw["paths"][path]
        entry = item[method]
        success = next((status for status in entry["responses"] if str(status).startswith("2")), None)
        bodies = self._media(entry, f"{base}/{method}", "requestBody")
        return Operation(
            name=entry["operationId"],
            method=method,
            template=path,
            parameters=(
                *self._parameters(f"{base}/parameters", item.get("parameters", ())),
                *self._parameters(f"{base}/{method}/parameters", entry.get("parameters", ())),
            ),
            bodies=bodies,
            wrapper=next(filter(None, map(self._wrapper, bodies.values())), None),
            answers=self._media(entry["responses"], f"{base}/{method}/responses", success) if success else {},
            public=entry.get("security") == [],
            paged=bool(entry.get("x-paged")),
            writes=entry.get("x-effect", "read" if method == "get" else "write") == "write",
            filters=frozenset(entry["x-kendo"].get("fields", ())) if "x-kendo" in entry else None,
        )

    def _wrapper(self, pointer: str) -> str | None:
        """The one property that is required, if it is an object by reference."""
        schema = self.at(pointer)
        required = cast("list[str]", schema.get("required", []))
        return required[0] if len(required) == 1 and "$ref" in self.properties(schema).get(required[0], {}) else None

    def _parameters(self, base: str, entries: Sequence[Json]) -> Iterator[Parameter]:
        for index, entry in enumerate(entries):
            param = self.resolved(entry)
            pointer = entry.get("$ref", f"{base}/{index}")
            yield Parameter(param["name"], param["in"], bool(param.get("required")), f"{pointer}/schema")

    def _media(self, parent: Json, base: str, key: str) -> dict[str, str]:
        """Pointers to the schemas of a body, by media type."""
        if key not in parent:
            return {}
        pointer = parent[key].get("$ref", f"{base}/{key}")
        content = self.resolved(parent[key]).get("content", {})
        return {media: f"{pointer}/content/{_escape(media)}/schema" for media in content}


def types(schema: Json) -> list[str]:
    """The JSON types that a schema allows."""
    names = schema.get("type", [])
    return [names] if isinstance(names, str) else cast("list[str]", names)


def _escape(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")


@cache
def documents() -> tuple[Document, Document]:
    """The documents of Labguru and Labvanced that this build was generated from."""
    import labguru_api
    import labvanced_api

    return Document(labguru_api.openapi()), Document(labvanced_api.openapi())
