"""A dumb, fast byte server on loopback, in a process of its own: ``python -m benchmarks.server FOLDER``.

The first part of an address says how it answers: ``/50ms/...`` waits 50 ms before each answer, ``/0ms-100MBps/...``
sends a hundred million bytes a second at most. The second part is a site: ``FOLDER/<site>.json`` maps a path, with
``?page=N`` where that is asked for, to a file. A page that is not there is an empty list.
"""

from __future__ import annotations

import functools
import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

_MANNER = re.compile(r"/([0-9]+)ms(?:-([0-9]+)MBps)?/([a-z0-9_]+)(/.*)")
_PIECE = 1 << 16


class Reply(NamedTuple):
    """An answer, head and body in one, when to begin to send it (seconds), and how fast (bytes a second)."""

    data: bytes
    wait: float = 0.0
    rate: float = 0.0


class Sites:
    """What is served. Files are read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.reply = functools.cache(self._reply)

    def _reply(self, target: str) -> Reply:
        parts = urlsplit(target)
        found = _MANNER.fullmatch(parts.path)
        if not found:
            return Reply(_http(b"{}", "404 Not Found"))
        page = parse_qs(parts.query).get("page")
        data = self._answer(found[3], found[4] + (f"?page={page[0]}" if page else ""))
        return Reply(data, int(found[1]) / 1000, int(found[2] or 0) * 1e6)

    @functools.cache  # noqa: B019 - there is one, and it lives as long as the process
    def _answer(self, site: str, key: str) -> bytes:
        name = self._site(site).get(key)
        if name is None:
            return _http(b"[]") if "?page=" in key else _http(b"{}", "404 Not Found")
        kind = "application/zip" if name.endswith(".zip") else "application/json"
        return _http((self._folder / name).read_bytes(), kind=kind)

    @functools.cache  # noqa: B019
    def _site(self, site: str) -> dict[str, str]:
        found: dict[str, str] = json.loads((self._folder / f"{site}.json").read_bytes())
        return found


def _http(body: bytes, status: str = "200 OK", kind: str = "application/json") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def _talk(connection: socket.socket, sites: Sites) -> None:
    """Answer one connection until the other side closes it."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    waiting = b""
    with connection:
        while data := connection.recv(_PIECE):
            waiting += data
            while b"\r\n\r\n" in waiting:
                request, _, waiting = waiting.partition(b"\r\n\r\n")
                _send(connection, sites.reply(request.split(b" ", 2)[1].decode()))


def _send(connection: socket.socket, reply: Reply) -> None:
    if reply.wait:
        time.sleep(reply.wait)
    if not reply.rate:
        connection.sendall(reply.data)
        return
    began = time.monotonic()
    for at in range(0, len(reply.data), _PIECE):
        time.sleep(max(0.0, began + at / reply.rate - time.monotonic()))
        connection.sendall(memoryview(reply.data)[at : at + _PIECE])


def serve(folder: Path) -> None:
    """Serve until the process is ended; the port goes to standard output."""
    sites = Sites(folder)
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        print(listener.getsockname()[1], flush=True)
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=_until_closed, args=(connection, sites), daemon=True).start()


def _until_closed(connection: socket.socket, sites: Sites) -> None:
    try:
        _talk(connection, sites)
    except OSError:
        return  # the other side went away


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A server of this folder, while the block lasts; its address."""
    command = [sys.executable, "-m", "benchmarks.server", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) as process:
        try:
            assert process.stdout is not None
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
