"""What the specification says of each operation, beyond what its endpoint knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from labclients._json import as_object


class KendoSchema(NamedTuple):
    """Which filters a list obeys, in the query language of Kendo UI's grid.

    ``fields`` maps a field to the name of its operator set; empty means that the fields are not known, and none is
    refused. ``operators`` maps the name of a set to {our operator: the server's}. ``keys`` maps the key of a record to
    the field that filters know it by, where they differ: the ``name`` of an item is filtered as ``title``.
    """

    fields: Mapping[str, str]
    operators: Mapping[str, Mapping[str, str]]
    keys: Mapping[str, str] = {}


class TokenLocation(NamedTuple):
    """Where a service expects its token: in the header or the query (`where`), under which name, after which prefix."""

    where: str
    name: str
    prefix: str = ""


class Operation(NamedTuple):
    """Facts of one operation. `effect` is what it does (read, write, login), whatever its HTTP method."""

    name: str
    effect: str
    loggable_params: frozenset[str]
    kendo: KendoSchema | None
    path: str  # with {parameters}
    public: bool = False  # needs no token
    binary: bool = False  # its response is not JSON


class OperationIndex:
    """The operations of one service; the specification is read when the first one is needed."""

    def __init__(self, document: Callable[[], Mapping[str, Any]]) -> None:
        self._load = document

    @cached_property
    def document(self) -> Mapping[str, Any]:
        """The OpenAPI document."""
        return self._load()

    @property
    def server(self) -> str:
        """The URL of the first server."""
        return str(self.document["servers"][0]["url"])

    @property
    def token_location(self) -> TokenLocation:
        """Where the token goes."""
        return token_location_of(self.document)

    @property
    def filter_fields(self) -> set[str]:
        """Every field by which some list can be filtered."""
        return {field for operation in self._by_name.values() if operation.kendo for field in operation.kendo.fields}

    def find(self, name: str, method: str, path: str, base_path: str = "") -> Operation:
        """An operation by its name, or for a raw request by method and path, which begins with the base URL's path.

        A path that the specification does not describe is judged by the method: GET reads, everything else writes.
        """
        reads = method.upper() in ("GET", "HEAD")
        described = self._by_name.get(name) or self._match("GET" if reads else method.upper(), path, base_path)
        return described or Operation(name, "read" if reads else "write", frozenset(), None, path)

    def _match(self, method: str, path: str, base_path: str) -> Operation | None:
        prefix = normalized_path(f"{base_path}/x").removesuffix("/x")
        normal = normalized_path(path).removeprefix(prefix)
        return next((found for verb, matches, found in self._patterns if verb == method and matches(normal)), None)

    @cached_property
    def _by_name(self) -> dict[str, Operation]:
        return {operation.name: operation for _, operation in self._all}

    @cached_property
    def _patterns(self) -> list[tuple[str, Callable[[str], object], Operation]]:
        # Paths without parameters go first: /stocks/item_stocks does not mean /stocks/{id}.
        ordered = sorted(self._all, key=lambda entry: entry[1].path.count("{"))
        return [(verb, re.compile(_path_pattern(entry.path)).fullmatch, entry) for verb, entry in ordered]

    @cached_property
    def _all(self) -> list[tuple[str, Operation]]:
        return [
            (verb.upper(), _operation(entry, item, path, self.document))
            for path, item in self.document["paths"].items()
            for verb, entry in ((verb, as_object(entry) or {}) for verb, entry in item.items())
            if "operationId" in entry
        ]


def token_location_of(document: Mapping[str, Any]) -> TokenLocation:
    """Where the token goes: the first scheme that a document's security names."""
    schemes: Mapping[str, Mapping[str, str]] = document.get("components", {}).get("securitySchemes", {})
    required = [name for item in document.get("security", ()) for name in item if name in schemes]
    scheme = schemes[required[0]] if required else next(iter(schemes.values()))
    if scheme.get("type") == "http":
        return TokenLocation("header", "Authorization", "Bearer ")
    return TokenLocation(scheme["in"], scheme["name"])


def normalized_path(path: str) -> str:
    """A path as Rails routes it, so that no other spelling of an operation passes for another one.

    Percent encoding, dot segments, doubled and trailing slashes, ``;`` parameters, case, query, fragment and a format
    suffix make no difference: any suffix, since Rails acts before it finds that it knows no such format.
    """
    decoded, previous = urlsplit(f"//host/{path}").path, ""
    while decoded != previous:
        previous, decoded = decoded, unquote(decoded)
    segments: list[str] = []
    for segment in decoded.partition("?")[0].partition("#")[0].replace("\\", "/").split("/"):
        plain = segment.partition(";")[0].strip()
        if plain == "..":
            del segments[-1:]
        elif plain not in ("", "."):
            segments.append(plain)
    if segments:
        segments[-1] = re.sub(r"(?<=.)\.[^.]*\Z", "", segments[-1])
    return "/" + "/".join(segments).lower()


def _operation(entry: Mapping[str, Any], item: Mapping[str, Any], path: str, document: Mapping[str, Any]) -> Operation:
    parameters = [_resolve(part, document) for part in (*entry.get("parameters", ()), *item.get("parameters", ()))]
    operators = document.get("x-kendo-operators", {})
    return Operation(
        name=entry["operationId"],
        effect=entry.get("x-effect", "write"),
        loggable_params=frozenset(part["name"] for part in parameters if part["in"] == "query"),
        kendo=_kendo_schema(entry["x-kendo"].get("fields", {}), operators) if "x-kendo" in entry else None,
        path=path,
        public=entry.get("security") == [],
        binary=_is_binary(entry),
    )


def _kendo_schema(fields: Mapping[str, Any], operators: Any) -> KendoSchema:
    keys = {schema["key"]: field for field, schema in fields.items() if "key" in schema}
    return KendoSchema({field: schema["operators"] for field, schema in fields.items()}, operators, keys)


def _is_binary(entry: Mapping[str, Any]) -> bool:
    responses = (response for status, response in entry.get("responses", {}).items() if status.startswith("2"))
    types = [media_type for response in responses for media_type in response.get("content", {})]
    return bool(types) and not any("json" in media_type for media_type in types)


def _resolve(part: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = part.get("$ref")
    if reference is None:
        return part
    target: Any = document
    for step in reference.removeprefix("#/").split("/"):
        target = target[step]
    return target  # type: ignore[no-any-return]


def _path_pattern(path: str) -> str:
    return re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(normalized_path(path)))
