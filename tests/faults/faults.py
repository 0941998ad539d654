"""The faults of servers and proxies, each in place of a good response.

A fault is made from the good response, so that it can be as close to it as it likes.
"""

from __future__ import annotations

import contextlib
import gzip
import select
import socket
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from tests.sockets.server import Seen as Request
from tests.sockets.server import Step, Wire, answer, head, redirect, reset, stall


class Good(NamedTuple):
    """A good response: its content, or where the content is."""

    content: bytes
    media_type: str = "application/json"
    location: str = ""
    other_host: str = ""  # the same server under another name

    @property
    def whole(self) -> bytes:
        """The bytes of the response."""
        return head(200, {"Content-Type": self.media_type, "Content-Length": str(len(self.content))}) + self.content

    @property
    def step(self) -> Step:
        """Send it; storages send an ETag, too."""
        if self.location:
            return answer(302, headers={"Location": self.location})
        return answer(200, self.content, headers={"Content-Type": self.media_type, "ETag": '"e"'})


class Fault(NamedTuple):
    """A fault, and what a call may make of it."""

    respond: Callable[[Good], Step] | None = None  # after a request was read
    greet: Callable[[Wire, Good], None] | None = None  # before one was read; with neither, nobody listens
    succeeds: bool = False  # the call must succeed
    retry_helps: bool = False  # a read that meets it once must succeed
    silent: bool = False  # nothing arrives any more: the timeout ends it
    endless: bool = False  # bytes arrive for ever: the deadline ends it
    not_acted: bool = False  # the server cannot have acted, so a write is retried, too
    seconds: float = 0.0  # that the server asks to wait
    requests: int = 0  # that one attempt may become, where the server redirects
    unread: bool = False  # the server does not read the whole request: for large ones
    only_content: bool = False  # nobody can see it in a file of any type
    empty: bool = False  # it has no content, which acknowledges a write
    record: dict[str, Any] | None = None  # a record that nobody can see is another one


def raw(*pieces: bytes, then: Callable[[Wire], None] = Wire.end) -> Step:
    """Send bytes, then close (or do something else)."""

    def step(wire: Wire, request: Request) -> None:
        for piece in pieces:
            wire.send(piece)
        then(wire)

    return step


def silence(wire: Wire) -> None:
    """Send nothing more."""
    wire.closing.wait(30)
    wire.end()


def keep(wire: Wire) -> None:
    """Keep the connection for the next request."""


def read_slowly(wire: Wire, good: Good) -> None:
    while wire.take(1 << 16):
        if wire.closing.wait(0.02):
            break


def after_a_part(then: Callable[[Wire, Good], None]) -> Callable[[Wire, Good], None]:
    """Read less of a request than a connection's buffers leave over."""

    def greet(wire: Wire, good: Good) -> None:
        left = 1_000_000
        while left > 0 and (piece := wire.take(1 << 16)):
            left -= len(piece)
        then(wire, good)

    return greet


def too_large(wire: Wire, good: Good) -> None:
    """Refuse a file as nginx does: respond, and read no more."""
    wire.send(head(413, {"Content-Length": "0", "Connection": "close"}))


def status(code: int, retry_after: str | None = None) -> Callable[[Good], Step]:
    """An error that echoes the request, as careless servers do."""

    def step(wire: Wire, request: Request) -> None:
        headers = {"X-Request-Id": "r-1"} | ({} if retry_after is None else {"Retry-After": retry_after})
        answer(code, b"You sent: " + request.raw[:2000], headers=headers)(wire, request)

    return lambda good: step


def with_headers(**headers: str) -> Callable[[Good], Step]:
    """The good content under other headers."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda good: raw(head(200, names) + good.content)


def with_content(change: Callable[[bytes], bytes], media_type: str | None = None) -> Callable[[Good], Step]:
    """Another content in a good response."""
    return lambda good: answer(200, change(good.content), headers={"Content-Type": media_type or good.media_type})


def compressed(change: Callable[[bytes], bytes], coding: str = "gzip") -> Callable[[Good], Step]:
    """The content compressed, and the compressed bytes changed."""
    return lambda good: answer(
        200,
        change(gzip.compress(good.content)),
        headers={"Content-Type": good.media_type, "Content-Encoding": coding},
    )


def until(place: str, good: Good) -> bytes:
    """The good response up to a place in it."""
    body = good.whole.index(b"\r\n\r\n") + 4
    places = {"in the headers": body - 10, "after the headers": body, "in the body": body + len(good.content) // 2}
    return good.whole[: places[place]]


def chunked(good: Good, last: bytes = b"0\r\n\r\n") -> bytes:
    half = len(good.content) // 2
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (good.content[:half], good.content[half:]))
    return head(200, {"Transfer-Encoding": "chunked", "Content-Type": good.media_type}) + chunks + last


def half_chunk(good: Good) -> bytes:
    return chunked(good)[: -len(good.content) // 4 - 10]


def inside(extra: bytes) -> Callable[[bytes], bytes]:
    """Add to the first object of a JSON document."""
    return lambda content: content.replace(b"{", b"{" + extra, 1) if content.startswith(b"{") else extra + content


def dripping(data: Callable[[Good], bytes], every: float, then: Callable[[Wire], None], pieces: int) -> Any:
    """Send bytes slowly."""

    def step(wire: Wire, request: Request, good: Good) -> None:
        text = data(good)
        size = max(1, len(text) // pieces)
        for at in range(0, len(text), size):
            wire.send(text[at : at + size])
            if wire.closing.wait(every):
                break
        then(wire)

    return lambda good: lambda wire, request: step(wire, request, good)


def endless_hints(wire: Wire) -> None:
    while not wire.closing.is_set():
        wire.send(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
        time.sleep(0.005)
    wire.end()


def retried(faults: dict[str, Fault], *final: str) -> dict[str, Fault]:
    """Faults after which a read is retried, except those named."""
    return {
        name: fault._replace(retry_helps=not (fault.succeeds or fault.endless or name in final))
        for name, fault in faults.items()
    }


def page_after_redirect(wire: Wire, request: Request) -> None:
    page = answer(200, PAGE, headers={"Content-Type": "text/html"})
    (page if request.path == "/users/sign_in" else redirect("/users/sign_in"))(wire, request)


PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head></html>"
NOBODY = "http://127.0.0.2:9/"
SLOW = Fault(dripping(lambda good: good.whole, 0.002, keep, 20), succeeds=True)

CONNECTION = retried(
    {
        "refused": Fault(not_acted=True),
        "reset on connect": Fault(greet=lambda wire, good: wire.cut()),
        "closed on connect": Fault(greet=lambda wire, good: None),
        "another protocol": Fault(greet=lambda wire, good: wire.send(b"220 mail.example ESMTP\r\n")),
        "request read slowly": Fault(greet=read_slowly, unread=True, endless=True),
        "request never read": Fault(greet=lambda wire, good: silence(wire), unread=True, silent=True),
        "reset in the request": Fault(greet=after_a_part(lambda wire, good: wire.cut()), unread=True),
        "closed in the request": Fault(greet=after_a_part(lambda wire, good: wire.end()), unread=True),
        "413 in the request": Fault(greet=after_a_part(too_large), unread=True),
        "reset before the headers": Fault(lambda good: reset),
        "closed before the headers": Fault(lambda good: raw()),
        "silent before the headers": Fault(lambda good: stall, silent=True),
        **{
            f"{how} {place}": Fault(
                lambda good, place=place, then=then: raw(until(place, good), then=then), silent=then is silence
            )
            for place in ("in the headers", "after the headers", "in the body")
            for how, then in {"reset": Wire.cut, "closed": Wire.end, "silent": silence}.items()
        },
        "dripping headers": Fault(
            dripping(lambda good: good.whole[:12] + b" " * 1000, 0.015, Wire.end, 1000), endless=True
        ),
        "dripping body": Fault(
            dripping(lambda good: until("after the headers", good) + b" " * 1000, 0.015, Wire.end, 1000), endless=True
        ),
        "slow and complete": SLOW,
    },
    "413 in the request",
)

FRAMING = retried(
    {
        "chunked": Fault(lambda good: raw(chunked(good), then=keep), succeeds=True),
        "half a chunk, closed": Fault(lambda good: raw(half_chunk(good))),
        "half a chunk, reset": Fault(lambda good: raw(half_chunk(good), then=Wire.cut)),
        "half a chunk, silent": Fault(lambda good: raw(half_chunk(good), then=silence), silent=True),
        "no last chunk": Fault(lambda good: raw(chunked(good, last=b""))),
        "invalid chunk size": Fault(lambda good: raw(chunked(good, last=b"zz\r\n\r\n"))),
        "not chunked at all": Fault(with_headers(Transfer_Encoding="chunked")),
        "Content-Length too long": Fault(
            lambda good: raw(head(200, {"Content-Length": str(len(good.content) + 7)}) + good.content)
        ),
        "two Content-Lengths": Fault(
            lambda good: raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n" + good.content)
        ),
    }
)

COMPRESSION = retried(
    {
        "gzip": Fault(compressed(lambda data: data), succeeds=True),
        "gzip, cut": Fault(compressed(lambda data: data[: len(data) // 2])),
        "gzip, wrong checksum": Fault(compressed(lambda data: data[:-8] + bytes(4) + data[-4:])),
        "not gzip": Fault(compressed(gzip.decompress)),
        "gzip twice": Fault(compressed(lambda data: data, "gzip, gzip")),
        "unknown coding": Fault(compressed(gzip.decompress, "sdch")),
    },
    "gzip twice",
    "unknown coding",
)

HEADERS = retried(
    {
        "100 first": Fault(lambda good: raw(b"HTTP/1.1 100 Continue\r\n\r\n" + good.whole, then=keep), succeeds=True),
        "endless 103": Fault(lambda good: raw(then=endless_hints), endless=True),
        "201": Fault(lambda good: answer(201, good.content, headers={"Content-Type": good.media_type})),
        "202": Fault(lambda good: answer(202, b'{"message": "later"}'), record={"message": "later"}),
        "204": Fault(lambda good: raw(head(204, {}), then=keep), empty=True),
        "206 unasked": Fault(
            lambda good: answer(206, good.content[: len(good.content) // 2], headers={"Content-Range": "bytes 0-0/*"})
        ),
        "304": Fault(lambda good: raw(head(304, {}), then=keep)),
        "status without digits": Fault(lambda good: raw(b"HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n")),
        "no status line": Fault(lambda good: raw(good.content)),
        "a header of 1 MB": Fault(lambda good: raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1_000_000 + b"\r\n\r\n")),
        "a header in Latin-1": Fault(
            lambda good: raw(good.whole.replace(b"\r\n", b"\r\nX-Request-Id: \xe9\xff\r\n", 1), then=keep),
            succeeds=True,
        ),
    },
    *("201", "202", "204", "206 unasked", "304"),
)

REDIRECTS = {
    "300": Fault(lambda good: redirect("/round", 300)),
    **{
        f"{code} in a circle": Fault(lambda good, code=code: redirect("/round", code), requests=6)
        for code in (301, 303, 308)
    },
    **{
        f"{code} to another host": Fault(
            lambda good, code=code: redirect(f"{good.other_host}/elsewhere?sig=1", code), requests=2
        )
        for code in (302, 307)
    },
    "302 with our query": Fault(
        lambda good: (
            lambda wire, request: redirect(f"{good.other_host}/elsewhere?{request.target.partition('?')[2]}")(
                wire, request
            )
        ),
        requests=2,
    ),
    "302 to nobody": Fault(lambda good: redirect(NOBODY), requests=2),
    "302 without Location": Fault(lambda good: answer(302), requests=1),
    **{
        f"302 to {target[:20]}": Fault(lambda good, target=target: redirect(target), requests=6)
        for target in (
            *("file:///etc/passwd", "http://[::1", "http://127.0.0.1:99999/", "\x7f\x80\xff", "/" + "x" * 70_000),
        )
    },
    "HTML after a redirect": Fault(lambda good: page_after_redirect, requests=2),
}

RETRYABLE = (408, 429, 500, 502, 503, 504, 520)
STATUSES = {
    str(code): Fault(status(code), retry_helps=code in RETRYABLE)
    for code in (400, 401, 402, 403, 404, 405, 407, 409, 410, 413, 416, 421, 422, 425, 431, 451, 501, 507, *RETRYABLE)
}
# A usable Retry-After says that the server has not acted, and when to come back.
RETRY_AFTER = {
    f"{code}, Retry-After {text}": Fault(
        status(code, text), not_acted=seconds is not None, retry_helps=(seconds or 0) < 20, seconds=seconds or 0
    )
    for code, text, seconds in ((429, "0", 0), (503, "0.2", 0.2), (429, "999999999", 999999999), (503, "soon", None))
}

CONTENT = {
    name: Fault(with_content(change), only_content=True, empty=name in ("empty", "null"))
    for name, change in {
        "cut content": lambda content: content[: len(content) // 2],
        "empty": lambda content: b"",
        "null": lambda content: b"null",
        "an empty list": lambda content: b"[]",
        "success: false": lambda content: b'{"success": false, "msg": "no such study"}',
        "wrong charset": inside('"x": "é", '.encode("latin-1")),
        "NaN": inside(b'"x": NaN, "y": -Infinity, '),
        "a large document": inside(b'"x": "' + b"x" * 3_000_000 + b'", '),
    }.items()
} | {
    "an empty object": Fault(with_content(lambda content: b"{}"), only_content=True, record={}),
    "HTML with 200": Fault(with_content(lambda content: PAGE, "text/html; charset=utf-8")),
    "UTF-8 called UTF-16": Fault(
        lambda good: answer(200, good.content, headers={"Content-Type": f"{good.media_type}; charset=utf-16"}),
        succeeds=True,
    ),
}

FAULTS = CONNECTION | FRAMING | COMPRESSION | HEADERS | REDIRECTS | STATUSES | RETRY_AFTER | CONTENT

# Under TLS: damaged records, and faults in place of the server's handshake, before which nothing can be sent.


def raw_record(record: bytes) -> Fault:
    """Half of the response, then these bytes past TLS."""

    def respond(good: Good) -> Step:
        def step(wire: Wire, request: Request) -> None:
            wire.send(good.whole[: len(good.whole) // 2])
            socket.socket.sendall(wire._connection, record)
            wire.end()

        return step

    return Fault(respond)


def reset_hello(wire: Wire, good: Good) -> None:
    wire.take(4096)
    wire.cut()


RECORDS = retried(
    {
        "a damaged record": raw_record(b"\x17\x03\x03\0\x40" + b"x" * 0x40),
        "a record of unknown type": raw_record(b"\x63\x03\x03\0\x10" + b"x" * 0x10),
        "plain HTTP in TLS": raw_record(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
    }
)
HANDSHAKE = {
    name: fault._replace(not_acted=True, retry_helps=True)
    for name, fault in {
        "silent handshake": Fault(greet=lambda wire, good: silence(wire), silent=True),
        "half a hello": Fault(greet=lambda wire, good: wire.send(b"\x16\x03\x03\x02\0\2\0")),
        "reset in the handshake": Fault(greet=reset_hello),
        "closed on connect, TLS": Fault(greet=lambda wire, good: None),
    }.items()
}

# At a proxy, before the tunnel stands; the server sees nothing of them.


def tunnel(wire: Wire, request: Request, most: int | None = None) -> None:
    """Connect, and pass bytes on in both directions; after `most` bytes of the response the proxy dies."""
    host, _, port = request.target.rpartition(":")
    client = wire._connection
    with socket.create_connection((host, int(port))) as server, contextlib.suppress(OSError):
        wire.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        while not wire.closing.is_set():
            for source in select.select([client, server], [], [], 0.05)[0]:
                data = source.recv(1 << 16)
                (server if source is client else client).sendall(data)
                most = most - len(data) if most and source is server else most
                if not data or (most is not None and most <= 0):
                    wire.cut()
    wire.end()


def dying_tunnel(wire: Wire, request: Request) -> None:
    """The handshake and a part of the response pass."""
    tunnel(wire, request, most=2500)


PROXY = {
    "proxy refused": Fault(not_acted=True),
    "proxy: closed": Fault(lambda good: raw(), not_acted=True),
    "proxy: reset": Fault(lambda good: reset, not_acted=True),
    "proxy: silent": Fault(lambda good: stall, silent=True, not_acted=True),
    "proxy: not HTTP": Fault(lambda good: raw(b"220 mail.example ESMTP\r\n"), not_acted=True),
    "proxy: dripping header": Fault(
        dripping(lambda good: b"HTTP/1.1 200" + b" " * 1000, 0.015, Wire.end, 1000), endless=True, not_acted=True
    ),
    "proxy: 407": Fault(status(407)),
    "proxy: 403": Fault(status(403)),
    "proxy: 502": Fault(status(502), not_acted=True),
    "proxy dies in the response": Fault(lambda good: dying_tunnel),
}
PROXY = {name: fault._replace(retry_helps=not fault.endless and "40" not in name) for name, fault in PROXY.items()}
