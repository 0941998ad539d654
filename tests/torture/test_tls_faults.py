"""The same faults under TLS, and those that only TLS can have."""

from __future__ import annotations

import functools
import socket
import ssl
from pathlib import Path
from typing import Any

import pytest
from tests.sockets.server import Seen, Step, Wire
from tests.torture.calls import CALLS, Call, Stage
from tests.torture.conftest import LONG
from tests.torture.faults import CONNECTION, Fault, Good, cut, passing
from tests.torture.faults import hold as silence
from tests.torture.test_matrix import Cell, cells, hold
from tests.torture.test_tls import authority  # noqa: F401 - a fixture

ROW = "TLS: faults x calls"
EACH = 5 if LONG else len(CALLS)


def below(wire: Wire, data: bytes) -> None:
    """Send bytes as they are, past what TLS would make of them."""
    socket.socket.sendall(wire._connection, data)


def broken(record: bytes, *, first: bool = False) -> Fault:
    """Half of the answer, or nothing of it, and then this in place of the next record."""

    def make(good: Good) -> Step:
        def step(wire: Wire, seen: Seen) -> None:
            if not first:
                wire.send(good.whole[: len(good.whole) // 2])
            below(wire, record)
            wire.end()

        return step

    return Fault(make)


def ended(good: Good) -> Step:
    """In the middle of the answer TLS itself says that this is the end."""

    def step(wire: Wire, seen: Seen) -> None:
        wire.send(cut(good, "in the body"))
        wire._connection.unwrap()  # type: ignore[attr-defined]

    return step


def heard_and_reset(wire: Wire, good: Good) -> None:
    wire.take(4096)
    wire.cut()


DATA = b"\x17\x03\x03"  # a record of data
RECORDS: dict[str, Fault] = passing(
    {
        "a damaged record": broken(DATA + b"\0\x40" + b"x" * 0x40),
        "a damaged record first": broken(DATA + b"\0\x40" + b"x" * 0x40, first=True),
        "half a record": broken(DATA + b"\x40\0" + b"x" * 0x40),
        "an empty record": broken(DATA + b"\0\0"),
        "a record that is too large": broken(DATA + b"\xff\xff" + b"x" * 0xFFFF),
        "a record of no kind": broken(b"\x63\x03\x03\0\x10" + b"x" * 0x10),
        "a fatal alert": broken(b"\x15\x03\x03\0\2\2\x28"),
        "plain HTTP": broken(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
        "an end in the body, as it should be said": Fault(ended),
    }
)
#: What comes in place of the server's hello.
HELLOS: dict[str, Fault] = {
    "no hello": Fault(greet=lambda wire, good: silence(wire), silent=True),
    "half a hello": Fault(greet=lambda wire, good: wire.send(b"\x16\x03\x03\x02\0\2\0")),
    "another version": Fault(greet=lambda wire, good: wire.send(b"\x15\x03\x01\0\2\2\x46")),
    "plain HTTP for a hello": Fault(greet=lambda wire, good: wire.send(good.whole)),
    "reset in the hello": Fault(greet=heard_and_reset),
    **{name: fault for name, fault in CONNECTION.items() if fault.greet and not fault.unread},
}
#: Nothing was asked over a connection that was not made. (Of one that is reset before the hello, Python's own
#: wrap_socket loses hold, and complains of it.)
UNMADE = {
    name: fault._replace(refuses=True, passes=True) for name, fault in HELLOS.items() if name != "reset when made"
}
MADE = {name: fault for name, fault in CONNECTION.items() if name not in HELLOS}


class TlsStage(Stage):
    """A stage with a certificate, under both of its names."""

    def __init__(self, certificate: Any, call: Call, fault: Fault, times: int) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(self._context)
        super().__init__(call, fault, times)
        self.url = self.url.replace("http:", "https:")

    def secured(self, connection: socket.socket) -> socket.socket:
        at = self._connections.index(connection)
        self._connections[at] = secured = self._context.wrap_socket(
            connection, server_side=True, do_handshake_on_connect=False
        )
        secured.do_handshake()
        return secured


@pytest.mark.parametrize("cell", [*cells(UNMADE | MADE | RECORDS, EACH)], ids=str)
def test_a_fault_ends_well_or_in_one_error(cell: Cell, tmp_path: Path, authority: Any) -> None:  # noqa: F811
    """The same laws."""
    certificate = authority.issue_cert("127.0.0.1", "localhost")
    hold(cell, tmp_path, functools.partial(TlsStage, certificate))
