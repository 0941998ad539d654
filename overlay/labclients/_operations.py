"""What the specification says of each operation, beyond what its endpoint knows: read from a generated table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from importlib import import_module
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit


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
    """The operations of one service, from the table in its generated package; imported when first needed."""

    def __init__(self, package: str) -> None:
        self._package = package
        self._known: dict[str, Operation] = {}

    @cached_property
    def _table(self) -> Any:
        return import_module(f"{self._package}.operations")

    @cached_property
    def document(self) -> Mapping[str, Any]:
        """The OpenAPI document itself."""
        document: Mapping[str, Any] = import_module(self._package).openapi()
        return document

    @property
    def server(self) -> str:
        """The URL of the first server."""
        return str(self._table.SERVER)

    @property
    def token_location(self) -> TokenLocation:
        """Where the token goes."""
        return TokenLocation(*self._table.TOKEN)

    @property
    def state(self) -> str:
        """How the specification came about: fetched, transcribed, or hand-written."""
        return str(self._table.STATE)

    @property
    def filter_fields(self) -> set[str]:
        """Every field by which some list can be filtered."""
        return {field for facts in self._table.OPERATIONS.values() for field, *_ in facts[4] or ()}

    def location(self, name: str) -> tuple[str, str]:
        """Method and path of an operation."""
        method, path, *_ = self._table.OPERATIONS[name]
        return method, path

    def find(self, name: str, method: str, path: str, base_path: str = "") -> Operation:
        """An operation by its name, or for a raw request by method and path, which begins with the base URL's path.

        A path that the specification does not describe is judged by the method: GET reads, everything else writes.
        """
        operation = self._known.get(name)
        if operation is not None:
            return operation
        reads = method.upper() in ("GET", "HEAD")
        if name not in self._table.OPERATIONS:
            name = self._match("GET" if reads else method.upper(), path, base_path) or name
        facts = self._table.OPERATIONS.get(name)
        if facts is None:
            return Operation(name, "read" if reads else "write", frozenset(), None, path)
        _, path, effect, query, filters, public, binary = facts
        kendo = None if filters is None else self._kendo_schema(filters)
        operation = self._known[name] = Operation(name, effect, frozenset(query), kendo, path, public, binary)
        return operation

    def _kendo_schema(self, filters: Iterable[tuple[str, str, str]]) -> KendoSchema:
        fields = {field: operators for field, operators, _ in filters}
        return KendoSchema(fields, self._table.OPERATORS, {key: field for field, _, key in filters if key != field})

    def _match(self, method: str, path: str, base_path: str) -> str | None:
        prefix = normalized_path(f"{base_path}/x").removesuffix("/x")
        normal = normalized_path(path).removeprefix(prefix)
        return next((name for verb, matches, name in self._patterns if verb == method and matches(normal)), None)

    @cached_property
    def _patterns(self) -> list[tuple[str, Callable[[str], object], str]]:
        # Paths without parameters go first: /stocks/item_stocks does not mean /stocks/{id}.
        ordered = sorted(self._table.OPERATIONS.items(), key=lambda item: item[1][1].count("{"))
        return [(facts[0], re.compile(_path_pattern(facts[1])).fullmatch, name) for name, facts in ordered]


def token_location_of(document: Mapping[str, Any]) -> TokenLocation:
    """Where the token goes: the first scheme that a document's security names.

    Raises:
        KeyError: It is a scheme without a token.
    """
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


def _path_pattern(path: str) -> str:
    return re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(normalized_path(path)))
