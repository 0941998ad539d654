"""The sandbox as an ASGI application: note the request, wait, fail if asked to, else let the service answer.

It is plain ASGI, without a framework: routes come from the specification, and a fault needs its hands on the single
messages of an answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Protocol, TypeAlias
from urllib.parse import parse_qsl

from labclients.sandbox.faults import Fault, Faults, silence
from labclients.sandbox.messages import Answer, Seen

Message: TypeAlias = MutableMapping[str, Any]
Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]


class Answering(Protocol):
    """What stands behind one port."""

    @property
    def name(self) -> str: ...

    def operation(self, request: Seen) -> str | None: ...

    def answer(self, request: Seen) -> Answer: ...


class App:
    """Serves several services, each on a port of its own."""

    def __init__(self) -> None:
        self.services: dict[int, Answering] = {}
        self.requests: list[Seen] = []
        self.faults = Faults()
        self.latency = 0.0
        self.closing = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        service = self.services[scope["server"][1]]
        request = await _request(scope, receive, service)
        self.requests.append(request)
        if self.latency:
            await silence(self.latency, self.closing)
        fault = self.faults.take(request)
        answer = fault.answer if fault and fault.answer else service.answer(request)
        await self._send(request, answer, fault, send)

    async def _send(self, request: Seen, answer: Answer, fault: Fault | None, send: Send) -> None:
        body = b"" if request.method == "HEAD" else answer.body
        start = {"type": "http.response.start", "status": answer.status, "headers": _headers(answer)}
        if fault is None or fault.answer is not None:
            await send(start)
            await send({"type": "http.response.body", "body": body})
            return
        if fault.stall and not fault.after:
            await silence(fault.stall, self.closing)
        await send(start)
        await send({"type": "http.response.body", "body": body[: fault.after], "more_body": True})
        if fault.cut:
            raise Cut  # the server drops the connection of an application that stops half-way
        if fault.stall and fault.after:
            await silence(fault.stall, self.closing)
        await send({"type": "http.response.body", "body": body[fault.after :]})


class Cut(Exception):
    """The connection is to be dropped."""


async def _request(scope: Scope, receive: Receive, service: Answering) -> Seen:
    pieces: list[bytes] = []
    more = True
    while more:
        message = await receive()
        pieces.append(message.get("body", b""))
        more = message.get("more_body", False)
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    query_string: str = scope["query_string"].decode("latin-1")
    query = tuple(parse_qsl(query_string, keep_blank_values=True))
    path = scope["raw_path"].decode("latin-1").partition("?")[0]
    seen = Seen(scope["method"], path, query, headers, b"".join(pieces), service.name)
    return seen._replace(operation=service.operation(seen))


def _headers(answer: Answer) -> list[tuple[bytes, bytes]]:
    headers = {"X-Request-Id": "sandbox", **answer.headers}
    if answer.status not in (204, 304):
        headers.setdefault("Content-Length", str(len(answer.body)))
    if answer.media:
        headers.setdefault("Content-Type", answer.media)
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
