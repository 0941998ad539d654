"""What the built specification says of each operation, beyond what its endpoint knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from labclients.filters import Kendo
from labclients.shapes import as_object
from labclients.transport.auth import TokenPlace


class Operation(NamedTuple):
    """Facts of one operation. `effect` is what it does (read, write, login), whatever its verb."""

    name: str
    effect: str
    shown: frozenset[str]  # query parameters whose values may be shown
    kendo: Kendo | None
    template: str
    public: bool = False  # needs no token
    binary: bool = False  # answers bytes, no JSON


class Facts:
    """The facts of one service; the specification is read when the first one is asked for."""

    def __init__(self, document: Callable[[], Mapping[str, Any]]) -> None:
        self._load = document

    @cached_property
    def document(self) -> Mapping[str, Any]:
        return self._load()

    @property
    def server(self) -> str:
        """The address of the first server."""
        return str(self.document["servers"][0]["url"])

    @property
    def place(self) -> TokenPlace:
        """Where the token goes."""
        return TokenPlace.of(self.document)

    def operation(self, name: str, method: str, path: str) -> Operation:
        """Facts by name, or for a raw request by method and path; a path nobody described is judged by its verb."""
        found = self._by_name.get(name) or self._match(method, path)
        effect = "read" if method.upper() in ("GET", "HEAD") else "write"
        return found or Operation(name, effect, frozenset(), None, path)

    def _match(self, method: str, path: str) -> Operation | None:
        plain = path.partition("?")[0].removesuffix(".json")
        return next((fact for verb, form, fact in self._patterns if verb == method.upper() and form(plain)), None)

    @cached_property
    def _by_name(self) -> dict[str, Operation]:
        return {fact.name: fact for _, fact in self._all}

    @cached_property
    def _patterns(self) -> list[tuple[str, Callable[[str], object], Operation]]:
        # Templates without parameters go first: /stocks/item_stocks is no /stocks/{id}.
        ordered = sorted(self._all, key=lambda entry: entry[1].template.count("{"))
        return [(verb, re.compile(_pattern(fact.template)).fullmatch, fact) for verb, fact in ordered]

    @cached_property
    def _all(self) -> list[tuple[str, Operation]]:
        operators = self.document.get("x-kendo-operators", {})
        return [
            (verb.upper(), _operation(entry, item, path, operators, self.document))
            for path, item in self.document["paths"].items()
            for verb, entry in ((verb, as_object(entry) or {}) for verb, entry in item.items())
            if "operationId" in entry
        ]


def _operation(
    entry: Mapping[str, Any], item: Mapping[str, Any], path: str, operators: Any, document: Mapping[str, Any]
) -> Operation:
    parameters = [_resolve(one, document) for one in (*entry.get("parameters", ()), *item.get("parameters", ()))]
    return Operation(
        name=entry["operationId"],
        effect=entry.get("x-effect", "write"),
        shown=frozenset(one["name"] for one in parameters if one["in"] == "query"),
        kendo=_kendo(entry["x-kendo"].get("fields", {}), operators) if "x-kendo" in entry else None,
        template=path,
        public=entry.get("security") == [],
        binary=_is_binary(entry),
    )


def _kendo(fields: Mapping[str, Any], operators: Any) -> Kendo:
    keys = {about["key"]: field for field, about in fields.items() if "key" in about}
    return Kendo({field: about["operators"] for field, about in fields.items()}, operators, keys)


def _is_binary(entry: Mapping[str, Any]) -> bool:
    answers = (answer for status, answer in entry.get("responses", {}).items() if status.startswith("2"))
    kinds = [kind for answer in answers for kind in answer.get("content", {})]
    return bool(kinds) and not any("json" in kind for kind in kinds)


def _resolve(part: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = part.get("$ref")
    if reference is None:
        return part
    found: Any = document
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found  # type: ignore[no-any-return]


def _pattern(template: str) -> str:
    return re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(template))
