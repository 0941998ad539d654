"""The sandbox's server: an ASGI application for all services, and uvicorn in a thread that serves it.

It is plain ASGI, without a framework: routes come from the specification, and a fault acts between the single messages
of an answer.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import parse_qsl

from labclients.sandbox.document import import_extra
from labclients.sandbox.faults import Fault, take
from labclients.sandbox.messages import Answer, Seen

if TYPE_CHECKING:
    from labclients.sandbox.service import Service
    from labclients.sandbox.storage import Storage

HOST = "127.0.0.1"
GRACE_SECONDS = 2.0  # for answers that are under way when the sandbox ends

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]


class ConnectionCut(Exception):
    """Makes uvicorn close the connection."""


class App:
    """The ASGI application: records each request, waits, and answers with a fault or what the port's service says."""

    def __init__(self) -> None:
        self.services: dict[int, Service | Storage] = {}
        self.requests: list[Seen] = []
        self.faults: list[Fault] = []
        self.latency = 0.0
        self.closing = asyncio.Event()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        service = self.services[scope["server"][1]]
        request = await _read(scope, receive, service.name)
        request = request._replace(operation=service.operation(request))
        self.requests.append(request)
        if self.latency:
            await self._wait(self.latency)
        fault = take(self.faults, request)
        answer = fault.answer if fault and fault.answer else service.answer(request)
        body = b"" if request.method == "HEAD" else answer.body
        start: Message = {"type": "http.response.start", "status": answer.status, "headers": _headers(answer)}
        if fault is None or fault.answer is not None:
            await send(start)
            await send({"type": "http.response.body", "body": body})
            return
        if fault.stall and not fault.after:
            await self._wait(fault.stall)
        await send(start)
        await send({"type": "http.response.body", "body": body[: fault.after], "more_body": True})
        if fault.cut:
            raise ConnectionCut
        if fault.stall and fault.after:
            await self._wait(fault.stall)
        await send({"type": "http.response.body", "body": body[fault.after :]})

    async def _wait(self, seconds: float) -> None:
        """Wait, but not longer than the sandbox lives."""
        try:
            await asyncio.wait_for(self.closing.wait(), seconds)
        except TimeoutError:
            return


async def _read(scope: Message, receive: Receive, service: str) -> Seen:
    chunks: list[bytes] = []
    more = True
    while more:
        message = await receive()
        chunks.append(message.get("body", b""))
        more = message.get("more_body", False)
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    query_string: str = scope["query_string"].decode("latin-1")
    query = tuple(parse_qsl(query_string, keep_blank_values=True))
    path = scope["raw_path"].decode("latin-1").partition("?")[0]
    return Seen(scope["method"], path, query, headers, b"".join(chunks), service)


def _headers(answer: Answer) -> list[tuple[bytes, bytes]]:
    headers = {"X-Request-Id": "sandbox", **answer.headers}
    if answer.status not in (204, 304):
        headers.setdefault("Content-Length", str(len(answer.body)))
    if answer.media:
        headers.setdefault("Content-Type", answer.media)
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


class Server:
    """Runs an application in a thread, on sockets that it closes in the end."""

    def __init__(self, app: App, sockets: Sequence[socket.socket]) -> None:
        self._app = app
        self._sockets = list(sockets)
        self._ready = threading.Event()
        self._error: BaseException | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="labclients-sandbox", daemon=True)

    def start(self) -> None:
        """Return when the sockets are served."""
        self._thread.start()
        self._ready.wait()
        if self._error:
            raise self._error

    def stop(self) -> None:
        """Return when the thread has ended and the sockets are closed."""
        if self._loop and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread.ident:
            self._thread.join()
        for listener in self._sockets:
            listener.close()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            self._error = error
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        uvicorn = import_extra("uvicorn")
        config = uvicorn.Config(
            self._app, http="h11", ws="none", lifespan="off", loop="asyncio", interface="asgi3",
            log_config=None, log_level="critical", access_log=False,
            date_header=False, server_header=False,
        )  # fmt: skip
        config.load()
        server = uvicorn.Server(config)
        server.lifespan = config.lifespan_class(config)
        await server.startup(sockets=self._sockets)
        self._ready.set()
        # Neither server.serve() nor server.shutdown(): both wait 100 ms, and a test has a sandbox of its own.
        await self._stop.wait()
        self._app.closing.set()
        for listener in server.servers:
            listener.close()
        for connection in list(server.server_state.connections):
            connection.shutdown()
        if server.server_state.tasks:
            await asyncio.wait(list(server.server_state.tasks), timeout=GRACE_SECONDS)
        await asyncio.sleep(0.001)  # for the loop to notice what was closed


def bind(port: int = 0) -> socket.socket:
    """A listening socket on loopback; port 0 means any that is free."""
    # The protocol is named, as asyncio sends small writes at once (TCP_NODELAY) only where it sees it; else each answer
    # waits 40 ms for the client's acknowledgement of its head.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise
    return listener
