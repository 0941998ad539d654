"""For ``labclients doctor``: the specification that Labvanced publishes, against the one this build was made from.

The published document may be anything: what is missing in it, or of another shape, is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from labclients._json import as_list, as_object
from labclients._operations import OperationIndex, TokenLocation, token_location_of

REGENERATE = "no option sets that right: take a newer labclients, or regenerate (`nox -s fetch generate`)"
LIST, DOWNLOAD = "sessions.list", "sessions.download"
METHODS = ("get", "post", "put", "patch", "delete", "head", "options")


class Finding(NamedTuple):
    """The result of one comparison: what was compared, a sentence, and whether this build is set up wrongly."""

    subject: str
    text: str
    wrong: bool = False


class PublishedSpec:
    """A published OpenAPI document.

    Args:
        document: The document.
        url: Where it was read; servers may be relative to it.
    """

    def __init__(self, document: Mapping[str, Any], url: str) -> None:
        self._document = document
        servers = [server for server in map(as_object, as_list(document.get("servers")) or []) if server]
        urls = (_server_url(url, server.get("url", "/")) for server in servers or [{}])
        self.servers = [server for server in urls if server]
        self._operations = [
            (path, method, self._get(item, method))
            for path, item in self._get(document, "paths").items()
            for method in METHODS
            if method in self._get(item)
        ]

    def compare(self, index: OperationIndex, base_url: str, location: TokenLocation) -> Iterator[Finding]:
        """Compare this build, with its settings, with the document.

        Args:
            index: The operations of this build.
            base_url: The server that is used.
            location: Where the token is sent.
        """
        yield self._compare_server(index, base_url)
        yield self._compare_token(location)
        for name in (LIST, DOWNLOAD):
            yield self._compare_operation(index, name)
        yield from self._compare_sessions(index)

    def _compare_server(self, index: OperationIndex, base_url: str) -> Finding:
        """Another server that somebody chose (a sandbox) is no mistake; part of the path may stand in its address."""
        path, method = _operation(index, LIST)
        addresses = {
            (_template(server + path), method) for server in self.servers for path, method, _ in self._operations
        }
        if base_url in self.servers or (_template(base_url + path), method) in addresses:
            return Finding("its server", "is the one that is used")
        text = f"is {' or '.join(self.servers)}; --base-url or LABVANCED_BASE_URL (base_url= in Python) sets it"
        return Finding("its server", text, base_url == index.server)

    def _compare_token(self, location: TokenLocation) -> Finding:
        schemes = self._get(self._document, "components", "securitySchemes").values()
        locations = [location for location in map(_token_location, schemes) if location]
        if location in locations:
            return Finding("its token", "goes where it is sent")
        if not locations:
            return Finding("its token", "it does not say where it goes")
        headers = [f"{name}: {prefix}" for where, name, prefix in locations if where == "header"]
        if not headers:
            text = f"goes into the {locations[0].where}, as {locations[0].name!r}; {REGENERATE}"
            return Finding("its token", text, True)
        setting = f'LABVANCED_AUTH_HEADER="{headers[0].strip().removesuffix(":")}" (auth_header= in Python)'
        return Finding("its token", f"goes into another header; {setting} sets it right", True)

    def _compare_operation(self, index: OperationIndex, name: str) -> Finding:
        """Whether method and path of an operation are the same; its parameters may have other names."""
        path, method = _operation(index, name)
        if self._find(path, method) is not None:
            return Finding(f"its {name}", "is where it is asked for")
        similar = [f"{m.upper()} {p}" for p, m, _ in self._operations if _last_word(p) == _last_word(path)]
        instead = f"it has {', '.join(similar)} instead" if similar else "it has nothing like it"
        return Finding(f"its {name}", f"there is no {method.upper()} {path}; {instead}; {REGENERATE}", True)

    def _compare_sessions(self, index: OperationIndex) -> Iterator[Finding]:
        """Whether the list of sessions can be read, and a session has the id that a download needs."""
        schema = self._response(self._find(*_operation(index, LIST)))
        properties = self._get(schema, "properties")
        arrays = [key for key in properties if "items" in self._get(properties, key)]
        if "items" in schema:
            rows = schema
            yield Finding("its list", "a bare array, which can be read")
        elif arrays:
            rows = self._get(properties, "data" if "data" in arrays else arrays[0])
            readable = "data" in arrays or len(arrays) == 1
            verdict = "which can be read" if readable else f"and which one is the list is not known; {REGENERATE}"
            keys = f"the array{'s' * (len(arrays) > 1)} {', '.join(arrays)}"
            yield Finding("its list", f"an object with {keys}, {verdict}", not readable)
        else:
            yield Finding("its list", "it does not say how sessions come")
            return
        fields = self._get(rows, "items", "properties")
        expected = index.document["components"]["schemas"]["Session"]["required"][0]
        similar = [name for name in fields if name.lower().endswith("id")]
        if not fields:
            yield Finding("its session ids", "it does not name a session's fields")
        elif expected in fields:
            yield Finding("its session ids", f"are called {expected!r}, as expected")
        else:
            instead = f"it has {', '.join(similar)}" if similar else "no field looks like one"
            yield Finding("its session ids", f"no field is called {expected!r}; {instead}; {REGENERATE}", True)

    # ---- reading the document

    def _get(self, node: object, *keys: str, references: int = 8) -> dict[str, Any]:
        """The object at some keys below a node, references followed; empty where there is none."""
        value = as_object(node) or {}
        if isinstance(reference := value.get("$ref"), str):
            steps = [step.replace("~1", "/").replace("~0", "~") for step in reference.split("/")[1:]]
            value = self._get(self._document, *steps, references=references - 1) if references else {}
        return self._get(value.get(keys[0]), *keys[1:], references=references) if keys else value

    def _find(self, path: str, method: str) -> dict[str, Any] | None:
        """An operation by its path, part of which may stand in the server's address."""
        prefixes = {"", *(urlsplit(server).path for server in self.servers)}
        operations = {(_template(prefix + p), m): entry for prefix in prefixes for p, m, entry in self._operations}
        return operations.get((_template(path), method))

    def _response(self, operation: object) -> dict[str, Any]:
        """The schema of an operation's JSON response."""
        responses = self._get(operation, "responses")
        success = next((status for status in responses if status.startswith("2")), "default")
        content = self._get(responses, success, "content")
        return self._get(content, next((media for media in content if "json" in media), ""), "schema")


def _operation(index: OperationIndex, name: str) -> tuple[str, str]:
    """Path and method of an operation of this build."""
    method, path = index.location(name)
    return path, method.lower()


def _server_url(base: str, url: object) -> str | None:
    try:
        server = urljoin(base, str(url)).rstrip("/")
        return server if urlsplit(server).hostname else None
    except ValueError:
        return None


def _token_location(scheme: object) -> TokenLocation | None:
    """Where a security scheme puts the token; None if it has no token."""
    try:
        return token_location_of({"components": {"securitySchemes": {"scheme": as_object(scheme) or {}}}})
    except KeyError:
        return None


def _template(path: str) -> str:
    """A path without the names of its parameters."""
    return re.sub(r"\{[^}]*\}", "{}", path.rstrip("/"))


def _last_word(path: str) -> str:
    """The last segment of a path that is no parameter."""
    return next((segment for segment in reversed(path.split("/")) if segment and "{" not in segment), "")
