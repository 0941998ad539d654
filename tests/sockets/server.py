"""A server that misbehaves as told, on a real loopback socket.

Each request is answered by the next step of a plan, the last one for ever; a step is a function that writes what it
likes to the connection. What arrives is kept to the byte.
"""

from __future__ import annotations

import contextlib
import json as jsonlib
import os
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, Self
from urllib.parse import parse_qsl, unquote


class Seen(NamedTuple):
    """One request as it arrived."""

    method: str
    target: str
    headers: Mapping[str, str]  # names in lower case
    body: bytes
    raw: bytes

    @property
    def path(self) -> str:
        """The path, percent-encoded as it came."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(self.target.partition("?")[2], keep_blank_values=True)

    @property
    def json(self) -> Any:
        return jsonlib.loads(self.body)

    @property
    def parts(self) -> dict[str, tuple[str, bytes]]:
        """The parts of a multipart body by name: their header and their content, to the byte."""
        boundary = self.headers["content-type"].partition("boundary=")[2].encode()
        pieces = (b"\r\n" + self.body).split(b"\r\n--" + boundary)
        assert (pieces[0], pieces[-1][:2]) == (b"", b"--"), "no multipart body"
        found: dict[str, tuple[str, bytes]] = {}
        for piece in pieces[1:-1]:
            head, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
            name = unquote(head.decode().partition('name="')[2].partition('"')[0])
            found[name] = head.decode(), content
        return found


class Wire:
    """The server's end of one connection."""

    def __init__(self, connection: socket.socket, closing: threading.Event) -> None:
        self.closing = closing
        self._connection = connection

    def send(self, data: bytes) -> None:
        self._connection.sendall(data)

    def take(self, most: int) -> bytes:
        """The next bytes that arrive, before anybody reads a request from them; none at their end."""
        return self._connection.recv(most)

    def cut(self) -> None:
        """Drop the connection with a reset, as a crashed host or a firewall does."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.close()
        raise Gone

    def end(self) -> None:
        """Close the connection properly."""
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_WR)
        raise Gone


class Gone(Exception):
    """This connection is not used any more."""


Step = Callable[[Wire, Seen], None]

# Steps


def answer(
    status: int = 200, body: bytes | str = b"", *, json: Any = ..., headers: Mapping[str, str] | None = None
) -> Step:
    """A whole answer."""
    content = jsonlib.dumps(json).encode() if json is not ... else body.encode() if isinstance(body, str) else body
    kind = {"Content-Type": "application/json"} if json is not ... else {}
    return lambda wire, seen: wire.send(
        head(status, {"Content-Length": str(len(content)), **kind, **(headers or {})}) + content
    )


def head(status: int, headers: Mapping[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} Thus", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def reset(wire: Wire, seen: Seen) -> None:
    """Read the request, then drop the connection."""
    wire.cut()


def cut_head(wire: Wire, seen: Seen) -> None:
    """Close in the middle of the headers."""
    wire.send(b"HTTP/1.1 200 OK\r\nContent-Ty")
    wire.end()


def short(content: bytes = b'[{"id": 1}', *, missing: int = 5, then: Callable[[Wire], None] = Wire.end) -> Step:
    """Promise more bytes than come."""

    def step(wire: Wire, seen: Seen) -> None:
        wire.send(head(200, {"Content-Length": str(len(content) + missing)}) + content)
        then(wire)

    return step


def cut_chunked(wire: Wire, seen: Seen) -> None:
    """Close before the last chunk."""
    wire.send(head(200, {"Transfer-Encoding": "chunked"}) + b"6\r\n[1, 2,\r\n")
    wire.end()


def stall(wire: Wire, seen: Seen) -> None:
    """Say nothing."""
    wire.closing.wait(30)
    raise Gone


def drip(data: bytes, every: float = 0.05) -> Step:
    """Send byte by byte, each well within any timeout."""

    def step(wire: Wire, seen: Seen) -> None:
        for index in range(len(data)):
            wire.send(data[index : index + 1])
            if wire.closing.wait(every):
                raise Gone
        wire.end()

    return step


DRIPPED_BODY = head(200, {"Content-Length": "4000"}) + b" " * 100  # 7 s, if nobody ends it
DRIPPED_HEAD = b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 100


def redirect(target: str, status: int = 302) -> Step:
    return answer(status, headers={"Location": target})


class FaultServer:
    """Listens on a port of its own from the start, unless told; answers by plan, or by `routes` first."""

    def __init__(self, *plan: Step, listening: bool = True, host: str = "127.0.0.1") -> None:
        self.seen: list[Seen] = []
        self.routes: dict[tuple[str, str], Step] = {}
        self._plan = list(plan)
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._threads: list[threading.Thread] = []
        self._connections: list[socket.socket] = []
        self._socket = socket.socket()
        if os.name != "nt":  # there it means something else
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # it may be bound again
        self._socket.bind((host, 0))  # bound and not listening, a port refuses connections
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://{host}:{self.port}"
        if listening:
            self.listen()

    def plan(self, *steps: Step) -> Self:
        self._plan = list(steps)
        return self

    def listen(self) -> None:
        self._socket.listen(128)
        self._start(self._accept)

    @property
    def connections(self) -> int:
        """How many connections were made."""
        return len(self._connections)

    def serving(self) -> list[socket.socket]:
        """The connections that are open."""
        return [connection for connection in self._connections if connection.fileno() >= 0]

    def close(self) -> None:
        self._closing.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes accept
        self._socket.close()
        for connection in self._connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
            assert not thread.is_alive()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self, work: Callable[..., None], *args: Any) -> None:
        thread = threading.Thread(target=work, args=args, name="fault server", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._connections.append(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        wire = Wire(connection, self._closing)
        with connection, contextlib.suppress(Gone, OSError):
            for seen in _requests(connection):
                with self._lock:
                    self.seen.append(seen)
                    step = self.routes.get((seen.method, seen.path)) or self._next()
                step(wire, seen)

    def _next(self) -> Step:
        if not self._plan:
            return answer(500, "this request was not planned")
        return self._plan.pop(0) if len(self._plan) > 1 else self._plan[0]


class TlsServer(FaultServer):
    """The same over TLS."""

    def __init__(self, context: ssl.SSLContext, *plan: Step, host: str = "127.0.0.1") -> None:
        self._context = context
        super().__init__(*plan, host=host)
        self.url = self.url.replace("http:", "https:")

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            super()._serve(self._context.wrap_socket(connection, server_side=True))


def _requests(connection: socket.socket) -> Iterator[Seen]:
    file = connection.makefile("rb")
    with file:
        while line := file.readline():
            lines = [line]
            while (line := file.readline()).strip():
                lines.append(line)
            lines.append(line)
            headers = {
                name.strip().lower(): value.strip()
                for name, _, value in (one.decode().partition(":") for one in lines[1:-1])
            }
            if "chunked" in headers.get("transfer-encoding", ""):
                raise AssertionError("the client sends chunks")
            length = int(headers.get("content-length", "0"))
            body = file.read(length)
            if len(body) < length:  # the client gave up
                return
            method, target, _ = lines[0].decode().split(" ", 2)
            yield Seen(method, target, headers, body, b"".join(lines) + body)
