"""The specification that Labvanced publishes, against the one that this build was made from.

Written for a stranger's document: whatever is missing in it, or of another shape, is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from labclients._json import as_list, as_object
from labclients._operations import OperationIndex, TokenLocation

REGENERATE = "no option sets that right: take a newer labclients, or regenerate (`nox -s fetch generate`)"
LIST, DOWNLOAD = "sessions.list", "sessions.download"
METHODS = ("get", "post", "put", "patch", "delete", "head", "options")


class Finding(NamedTuple):
    """What was compared, and how it came out."""

    what: str
    text: str
    wrong: bool = False


class Published:
    """A published document.

    Args:
        document: It.
        url: Where it was read; relative servers start there.
    """

    def __init__(self, document: Mapping[str, Any], url: str) -> None:
        self._document = document
        named = [one.get("url", "/") for one in map(as_object, _list(document.get("servers"))) if one]
        self.servers = [address for one in named or ["/"] if (address := _address(url, one))]

    def against(self, operations: OperationIndex, base_url: str, place: TokenLocation) -> Iterator[Finding]:
        """Where this build, set up as it is, differs from the document."""
        yield self._server(base_url, _operation(operations, LIST), chosen=base_url != operations.server)
        yield self._token(place)
        for name in (LIST, DOWNLOAD):
            yield self._operation(operations, name)
        yield from self._sessions(operations)

    # ---- one thing each

    def _server(self, base_url: str, listing: tuple[str, str], *, chosen: bool) -> Finding:
        """Whether its server is the one in use; another that somebody chose (a sandbox) is no mistake."""
        method, path = listing
        whole = {(verb, _plain(server + one)) for server in self.servers for one, verb, _ in self._operations()}
        if base_url in self.servers or (method, _plain(base_url + path)) in whole:
            return Finding("its server", "is the one that is used")
        text = f"is {' or '.join(self.servers)}; --base-url or LABVANCED_BASE_URL (base_url= in Python) sets it"
        return Finding("its server", text, not chosen)

    def _token(self, place: TokenLocation) -> Finding:
        schemes = [one for one in map(as_object, self._part("components", "securitySchemes").values()) if one]
        places = [found for found in map(_place, schemes) if found]
        if place in places:
            return Finding("its token", "goes where it is sent")
        if not places:
            return Finding("its token", "it does not say where it goes")
        wanted = next((one for one in places if one.where == "header"), None)
        if wanted is None:
            text = f"goes into the {places[0].where}, as {places[0].name!r}; {REGENERATE}"
            return Finding("its token", text, True)
        header = f"{wanted.name}: {wanted.prefix}".removesuffix(": ").strip()
        setting = f'LABVANCED_AUTH_HEADER="{header}" (auth_header= in Python) sets it right'
        return Finding("its token", f"goes into another header; {setting}", True)

    def _operation(self, operations: OperationIndex, name: str) -> Finding:
        """Whether the method and the path of an operation are there; parameters may be called otherwise."""
        method, path = _operation(operations, name)
        if self._find(method, path):
            return Finding(f"its {name}", "is where it is asked for")
        last = _fixed(path)
        there = [f"{verb.upper()} {one}" for one, verb, _ in self._operations() if _fixed(one) == last]
        known = f"it has {', '.join(there)} instead" if there else "it has nothing like it"
        return Finding(f"its {name}", f"there is no {method.upper()} {path}; {known}; {REGENERATE}", True)

    def _sessions(self, operations: OperationIndex) -> Iterator[Finding]:
        """How the list comes, and what a session's id is called."""
        listing = self._find(*_operation(operations, LIST)) or {}
        answer = self._answer(listing)
        keys = [key for key, one in self._properties(answer).items() if "items" in self._resolved(one)]
        if "items" in answer:
            rows = answer
            yield Finding("its list", "a bare array, which can be read")
        elif keys:
            rows = self._resolved(self._properties(answer)["data" if "data" in keys else keys[0]])
            readable = "data" in keys or len(keys) == 1
            how = "which can be read" if readable else f"and which one is the list is not known; {REGENERATE}"
            yield Finding(
                "its list", f"an object with the array{'s' * (len(keys) > 1)} {', '.join(keys)}, {how}", not readable
            )
        else:
            yield Finding("its list", "it does not say how sessions come")
            return
        fields = self._properties(self._resolved(rows["items"]))
        yield _id(operations, list(fields))

    # ---- reading a document that may be anything

    def _part(self, *keys: str) -> dict[str, Any]:
        node = dict(self._document)
        for key in keys:
            node = as_object(node.get(key)) or {}
        return node

    def _resolved(self, node: object) -> dict[str, Any]:
        """The node, or what it refers to within the document."""
        for _ in range(8):
            found = as_object(node) or {}
            reference = found.get("$ref")
            if not isinstance(reference, str):
                return found
            node = self._part(*(step.replace("~1", "/").replace("~0", "~") for step in reference.split("/")[1:]))
        return {}

    def _operations(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for path, item in self._part("paths").items():
            for verb, entry in (as_object(item) or {}).items():
                if verb in METHODS and as_object(entry) is not None:
                    yield path, verb, entry

    def _find(self, method: str, path: str) -> dict[str, Any] | None:
        """An operation by its whole path: part of it may stand in the server's address."""
        bases = {"", *(urlsplit(server).path for server in self.servers)}
        asked = {(verb, _plain(base + one)): entry for base in bases for one, verb, entry in self._operations()}
        return asked.get((method, _plain(path)))

    def _answer(self, operation: Mapping[str, Any]) -> dict[str, Any]:
        """The schema of the JSON of a success."""
        answers = as_object(operation.get("responses")) or {}
        success = next((answers[code] for code in answers if code.startswith("2")), answers.get("default"))
        content = as_object(self._resolved(success).get("content")) or {}
        media = next((one for kind, one in content.items() if "json" in kind), None)
        return self._resolved((as_object(media) or {}).get("schema"))

    def _properties(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        return as_object(schema.get("properties")) or {}


def _id(operations: OperationIndex, fields: list[str]) -> Finding:
    """Whether a session's id has the name that a download asks for."""
    wanted = operations.document["components"]["schemas"]["Session"]["required"][0]
    if not fields:
        return Finding("its session ids", "it does not name a session's fields")
    if wanted in fields:
        return Finding("its session ids", f"are called {wanted!r}, as expected")
    like = [name for name in fields if re.search(r"id$", name, re.IGNORECASE)]
    named = f"it has {', '.join(like)}" if like else "no field looks like one"
    return Finding("its session ids", f"no field is called {wanted!r}; {named}; {REGENERATE}", True)


def _operation(operations: OperationIndex, name: str) -> tuple[str, str]:
    """Method and path of an operation of ours."""
    method, path = operations.location(name)
    return method.lower(), path


def _address(url: str, server: object) -> str | None:
    """The address of a server; None for what is none."""
    try:
        return urljoin(url, str(server)).rstrip("/") if urlsplit(urljoin(url, str(server))).hostname else None
    except ValueError:
        return None


def _place(scheme: Mapping[str, Any]) -> TokenLocation | None:
    """Where one scheme puts the token; None for schemes that have no token."""
    if scheme.get("type") == "http":
        return TokenLocation("header", "Authorization", "Bearer ")
    return TokenLocation(scheme["in"], scheme["name"]) if "in" in scheme and "name" in scheme else None


def _plain(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path.rstrip("/"))


def _fixed(path: str) -> str:
    """The last segment that is no parameter."""
    return next((part for part in reversed(path.split("/")) if part and "{" not in part), "")


def _list(value: object) -> list[Any]:
    return as_list(value) or []
