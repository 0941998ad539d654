"""Faults on demand: what a test wants to go wrong, how often, and for which requests."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import unquote

from labclients.sandbox.messages import Answer, Seen

HTML = "<!DOCTYPE html><html><head><title>Be right back</title></head><body><h1>Maintenance</h1></body></html>"


@dataclass(slots=True)
class Fault:
    """One fault.

    Attributes:
        match: The requests it is for, as for ``Box.fail``.
        left: How often it still happens; None: always.
        answer: Replaces the true answer; the request is not handled.
        cut: Handle the request, and close the connection after so many bytes of the body.
        stall: Handle the request, and send nothing for so many seconds, after so many bytes of the body.
        after: Bytes of the body.
        used: How often it happened.
    """

    match: str
    left: int | None = 1
    answer: Answer | None = None
    cut: bool = False
    stall: float = 0.0
    after: int = 0
    used: int = 0


def take(faults: Sequence[Fault], request: Seen) -> Fault | None:
    """The oldest fault for a request, counted as used."""
    for fault in list(faults):
        if fault.left != 0 and matches(fault.match, request):
            fault.used += 1
            if fault.left is not None:
                fault.left -= 1
            return fault
    return None


def matches(pattern: str, request: Seen) -> bool:
    """Whether a pattern means a request: ``GET /api/v1/experiments``, ``/api/*/download/*``, ``experiments.list``.

    A path is compared decoded and without ``.json``; ``*`` stands for anything, slashes included.
    """
    method, _, path = pattern.rpartition(" ")
    if method and method.upper() != request.method:
        return False
    if "/" not in path:
        return fnmatchcase(request.operation or "", path)
    return fnmatchcase(unquote(request.path).removesuffix(".json"), path)


def replacement(
    status: int, body: Mapping[str, object] | list[object] | str | bytes | None, headers: Mapping[str, str] | None
) -> Answer:
    """The answer of a failing server; a text that begins with ``<`` is HTML."""
    if isinstance(body, bytes):
        return Answer(status, body, "application/octet-stream", dict(headers or {}))
    if isinstance(body, str):
        media = "text/html" if body.lstrip().startswith("<") else "text/plain"
        return Answer(status, body.encode(), f"{media}; charset=utf-8", dict(headers or {}))
    content = json.dumps({"error": f"sandbox: {status} on demand"} if body is None else body).encode()
    return Answer(status, content, "application/json; charset=utf-8", dict(headers or {}))
