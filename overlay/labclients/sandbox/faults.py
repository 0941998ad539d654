"""Faults on demand: what a test wants to go wrong, how often, and for which requests."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from urllib.parse import unquote

from labclients.sandbox.messages import Answer, Seen

HTML = b"<!DOCTYPE html><html><head><title>Be right back</title></head><body><h1>Maintenance</h1></body></html>"


@dataclass(slots=True)
class Fault:
    """One fault. ``left`` counts down; None is for ever.

    An ``answer`` replaces the true one, and the request is not handled. ``cut`` and ``stall`` spoil the true answer:
    the request is handled, and ``after`` so many bytes of the body the line goes dead, or silent for so many seconds.
    """

    match: str
    left: int | None = 1
    answer: Answer | None = None
    cut: bool = False
    stall: float = 0.0
    after: int = 0  # bytes of the body
    used: int = field(default=0)

    def meets(self, request: Seen) -> bool:
        return self.left != 0 and matches(self.match, request)

    def use(self) -> None:
        self.used += 1
        if self.left is not None:
            self.left -= 1


class Faults:
    """The faults of one sandbox; the oldest that fits is used first."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        self._faults.clear()

    def take(self, request: Seen) -> Fault | None:
        """The fault that this request meets, counted as used."""
        fault = next((one for one in list(self._faults) if one.meets(request)), None)
        if fault:
            fault.use()
        return fault


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
    if body is None:
        body = {"error": f"sandbox: {status} on demand"}
    if isinstance(body, bytes):
        content, media = body, "application/octet-stream"
    elif isinstance(body, str):
        content, media = body.encode(), "text/html" if body.lstrip().startswith("<") else "text/plain"
        media += "; charset=utf-8"
    else:
        content, media = json.dumps(body).encode(), "application/json; charset=utf-8"
    return Answer(status, content, media, dict(headers or {}))


async def silence(seconds: float, closing: asyncio.Event) -> None:
    """Wait, but not longer than the sandbox lives."""
    try:
        await asyncio.wait_for(closing.wait(), seconds)
    except TimeoutError:
        return
