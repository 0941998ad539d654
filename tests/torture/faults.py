"""Every way in which an answer can go wrong that we could think of; each in place of a good answer.

A fault is made from the answer that would have been right, so that it can be as near to it as it likes.
"""

from __future__ import annotations

import datetime as dt
import gzip
import socket
import struct
import time
import zlib
from collections.abc import Callable
from email.utils import format_datetime
from typing import Any, NamedTuple

from tests.sockets.server import Seen, Step, Wire, answer, head, redirect, reset, stall


class Good(NamedTuple):
    """The answer that would have been right."""

    content: bytes
    kind: str

    @property
    def whole(self) -> bytes:
        return head(200, {"Content-Type": self.kind, "Content-Length": str(len(self.content))}) + self.content


class Fault(NamedTuple):
    """What happens instead."""

    step: Callable[[Good], Step] | None = None
    #: What happens to a connection before anything is read of it; None where nobody listens at all.
    greet: Callable[[socket.socket], None] | None = None
    #: The call must succeed for all that.
    well: bool = False
    #: The server says that it did nothing: a write may come again.
    refuses: bool = False
    #: How many requests one try may become.
    hops: int = 1
    #: It is in the content: a file of any kind can be like that.
    content: bool = False
    #: A record that this is, and not the one that was to come: what it is not, nobody can tell.
    gives: dict[str, Any] | None = None


def raw(*pieces: bytes, then: Callable[[Wire], None] = Wire.end) -> Step:
    """These bytes; then the end of the connection, or what else is told."""

    def step(wire: Wire, seen: Seen) -> None:
        for piece in pieces:
            wire.send(piece)
        then(wire)

    return step


def hold(wire: Wire) -> None:
    """Nothing more comes."""
    wire.closing.wait(30)
    wire.end()


def go_on(wire: Wire) -> None:
    """The connection is good for more."""


def reset_now(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def refuse_early(connection: socket.socket) -> None:
    """What a proxy does to a file that it finds too large: it answers, and reads no more."""
    connection.sendall(head(413, {"Content-Length": "0", "Connection": "close"}))


def talk_nonsense(connection: socket.socket) -> None:
    connection.sendall(b"220 mail.example ESMTP\r\n")


def status(code: int, after: str | None = None) -> Callable[[Good], Step]:
    """An error that shows the request it is about, as careless servers do."""

    def step(wire: Wire, seen: Seen) -> None:
        headers = {"X-Request-Id": "r-1"} | ({} if after is None else {"Retry-After": after})
        answer(code, b"You sent: " + seen.raw[:2000], headers=headers)(wire, seen)

    return lambda good: step


def with_headers(**headers: str) -> Callable[[Good], Step]:
    """The right content under other headers, without those of the good answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda good: raw(head(200, named) + good.content)


def with_content(change: Callable[[bytes], bytes], kind: str | None = None) -> Callable[[Good], Step]:
    """Another content, sent as it should be."""
    return lambda good: answer(200, change(good.content), headers={"Content-Type": kind or good.kind})


def compressed(change: Callable[[bytes], bytes]) -> Callable[[Good], Step]:
    """What gzip makes of it, changed."""
    return lambda good: answer(
        200, change(gzip.compress(good.content)), headers={"Content-Type": good.kind, "Content-Encoding": "gzip"}
    )


def cut(good: Good, where: str) -> bytes:
    """The good answer up to a place in it."""
    begin = good.whole.index(b"\r\n\r\n") + 4
    places = {"in the headers": begin - 10, "after the headers": begin, "in the body": begin + len(good.content) // 2}
    return good.whole[: places[where]]


def chunked(good: Good, *, last: bytes = b"0\r\n\r\n") -> bytes:
    half = len(good.content) // 2
    pieces = (good.content[:half], good.content[half:])
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return head(200, {"Transfer-Encoding": "chunked", "Content-Type": good.kind}) + body + last


def half_a_chunk(good: Good) -> bytes:
    return chunked(good)[: -len(good.content) // 4 - 10]


def inside(extra: bytes) -> Callable[[bytes], bytes]:
    """Something more at the start of the first object of a JSON document."""
    return lambda content: content.replace(b"{", b"{" + extra, 1) if content.startswith(b"{") else extra + content


def dripping(
    data: Callable[[Good], bytes], every: float, then: Callable[[Wire], None] = Wire.end
) -> Callable[[Good], Step]:
    """Byte by byte, in 20 pieces at most where all is sent in the end."""

    def make(good: Good) -> Step:
        def step(wire: Wire, seen: Seen) -> None:
            text = data(good)
            size = 1 if every > 0.01 else max(1, len(text) // 20)
            for at in range(0, len(text), size):
                wire.send(text[at : at + size])
                if wire.closing.wait(every):
                    break
            then(wire)

        return step

    return make


def endless(wire: Wire) -> None:
    """For as long as somebody listens."""
    while not wire.closing.is_set():
        wire.send(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
        time.sleep(0.005)
    wire.end()


def in_an_hour() -> str:
    return format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(hours=1), usegmt=True)


def deep(content: bytes) -> bytes:
    return inside(b'"deep": ' + b"[" * 10_000 + b"]" * 10_000 + b", ")(content)


def whole(good: Good) -> bytes:
    return good.whole


OTHER = Good(b'{"id": 666}', "application/json")
ELSEWHERE = "http://127.0.0.2:9/"
PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head></html>"

CONNECTION: dict[str, Fault] = {
    "refused": Fault(),
    "reset when made": Fault(greet=reset_now),
    "closed when made": Fault(greet=lambda connection: None),
    "answered before it is asked": Fault(greet=refuse_early),
    "another protocol": Fault(greet=talk_nonsense),
    "reset before the headers": Fault(lambda good: reset),
    "closed before the headers": Fault(lambda good: raw()),
    **{
        f"{how} {where}": Fault(lambda good, where=where, then=then: raw(cut(good, where), then=then))  # type: ignore[misc]
        for where in ("in the headers", "after the headers", "in the body")
        for how, then in {"reset": Wire.cut, "closed": Wire.end, "stalled": hold}.items()
    },
    "stalled": Fault(lambda good: stall),
    "dripping headers": Fault(dripping(lambda good: good.whole[:12] + b" " * 200, 0.05)),
    "dripping body": Fault(dripping(lambda good: cut(good, "after the headers") + b" " * 200, 0.05)),
    "slow, and whole": Fault(dripping(whole, 0.002), well=True),
}

FRAMING: dict[str, Fault] = {
    "whole in chunks": Fault(lambda good: raw(chunked(good)), well=True),
    "half a chunk, closed": Fault(lambda good: raw(half_a_chunk(good))),
    "half a chunk, reset": Fault(lambda good: raw(half_a_chunk(good), then=Wire.cut)),
    "half a chunk, stalled": Fault(lambda good: raw(half_a_chunk(good), then=hold)),
    "no last chunk": Fault(lambda good: raw(chunked(good, last=b""))),
    "chunk of no size": Fault(lambda good: raw(chunked(good, last=b"zz\r\n\r\n"))),
    "chunk of a negative size": Fault(lambda good: raw(chunked(good, last=b"-5\r\n\r\n"))),
    "chunk of a huge size": Fault(lambda good: raw(chunked(good, last=b"f" * 30 + b"\r\n\r\n"))),
    "not in chunks at all": Fault(with_headers(Transfer_Encoding="chunked")),
    "unknown transfer encoding": Fault(with_headers(Transfer_Encoding="gzip")),
    "Content-Length too long, closed": Fault(
        lambda good: raw(head(200, {"Content-Length": str(len(good.content) + 7)}) + good.content)
    ),
    "Content-Length too long, reset": Fault(
        lambda good: raw(head(200, {"Content-Length": str(len(good.content) + 7)}) + good.content, then=Wire.cut)
    ),
    "Content-Length too long, stalled": Fault(
        lambda good: raw(head(200, {"Content-Length": str(len(good.content) + 7)}) + good.content, then=hold)
    ),
    "Content-Length too short": Fault(
        lambda good: raw(head(200, {"Content-Length": str(len(good.content) - 7)}) + good.content)
    ),
    "Content-Length too short, connection kept": Fault(
        lambda good: raw(head(200, {"Content-Length": str(len(good.content) - 7)}) + good.content, then=go_on)
    ),
    "Content-Length of 0": Fault(lambda good: raw(head(200, {"Content-Length": "0"}) + good.content, then=go_on)),
    "negative Content-Length": Fault(with_headers(Content_Length="-1")),
    "endless Content-Length": Fault(with_headers(Content_Length="9" * 4000)),
    "Content-Length of no number": Fault(with_headers(Content_Length="many")),
    "two Content-Lengths": Fault(
        lambda good: raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n" + good.content)
    ),
    "a second answer behind the first": Fault(lambda good: raw(good.whole + OTHER.whole, then=go_on)),
    "a line break behind the answer": Fault(lambda good: raw(good.whole + b"\r\n", then=go_on)),
}

ENCODING: dict[str, Fault] = {
    "gzip": Fault(compressed(lambda data: data), well=True),
    "gzip in two members": Fault(
        lambda good: answer(
            200,
            gzip.compress(good.content[:9]) + gzip.compress(good.content[9:]),
            headers={"Content-Encoding": "gzip", "Content-Type": good.kind},
        ),
        well=True,
    ),
    "gzip, padded with zeros": Fault(compressed(lambda data: data + bytes(100)), well=True),
    "gzip, cut in the data": Fault(compressed(lambda data: data[: len(data) // 2])),
    "gzip, cut before its checksum": Fault(compressed(lambda data: data[:-8])),
    "gzip, cut in its head": Fault(compressed(lambda data: data[:5])),
    "gzip with another checksum": Fault(compressed(lambda data: data[:-8] + bytes(4) + data[-4:])),
    "gzip, damaged": Fault(compressed(lambda data: data[:20] + b"\xff\xff\xff" + data[23:])),
    "gzip, and garbage": Fault(compressed(lambda data: data + b"garbage")),
    "gzip that is none": Fault(compressed(gzip.decompress)),
    "gzip twice": Fault(
        lambda good: answer(200, gzip.compress(good.content), headers={"Content-Encoding": "gzip, gzip"})
    ),
    "deflate that nobody asked for": Fault(
        lambda good: answer(200, zlib.compress(good.content), headers={"Content-Encoding": "deflate"})
    ),
    "an encoding that nobody knows": Fault(
        lambda good: answer(200, good.content, headers={"Content-Encoding": "sdch"})
    ),
}

HEAD: dict[str, Fault] = {
    "100 first": Fault(lambda good: raw(b"HTTP/1.1 100 Continue\r\n\r\n" + good.whole, then=go_on), well=True),
    "many 103 first": Fault(lambda good: raw(b"HTTP/1.1 103 Early\r\n\r\n" * 50 + good.whole, then=go_on), well=True),
    "endless 103": Fault(lambda good: raw(then=endless)),
    "100 and no more": Fault(lambda good: raw(b"HTTP/1.1 100 Continue\r\n\r\n")),
    "101": Fault(lambda good: raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n" + good.whole)),
    "201": Fault(lambda good: answer(201, good.content, headers={"Content-Type": good.kind})),
    "202": Fault(lambda good: answer(202, b'{"message": "later"}'), gives={"message": "later"}),
    "204": Fault(lambda good: raw(head(204, {}), then=go_on)),
    "204 with a body": Fault(lambda good: raw(head(204, {"Content-Length": "9"}) + good.content, then=go_on)),
    "205": Fault(lambda good: answer(205)),
    "206 that nobody asked for": Fault(
        lambda good: answer(
            206,
            good.content[: len(good.content) // 2],
            headers={"Content-Range": f"bytes 0-{len(good.content) // 2 - 1}/{len(good.content)}"},
        )
    ),
    "304": Fault(lambda good: raw(head(304, {}), then=go_on)),
    "status of two digits": Fault(lambda good: raw(b"HTTP/1.1 99 No\r\nContent-Length: 0\r\n\r\n")),
    "status of no digits": Fault(lambda good: raw(b"HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n")),
    "status 999": Fault(status(999)),
    "no status line": Fault(lambda good: raw(good.content)),
    "HTTP/2": Fault(lambda good: raw(b"\0\0\0\4\0\0\0\0\0")),
    "TLS": Fault(lambda good: raw(b"\x16\x03\x01\x02\0\1\0")),
    "a header of 1 MB": Fault(lambda good: raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1_000_000 + b"\r\n\r\n")),
    "1,000 headers": Fault(
        lambda good: raw(good.whole.replace(b"\r\n", b"\r\n" + b"X-One: 1\r\n" * 1000, 1), then=go_on), well=True
    ),
    "NUL in a header": Fault(lambda good: raw(good.whole.replace(b"\r\n", b"\r\nX: \0\r\n", 1))),
    "a header without a name": Fault(lambda good: raw(good.whole.replace(b"\r\n", b"\r\n: x\r\n", 1))),
    "a header in Latin-1": Fault(
        lambda good: raw(good.whole.replace(b"\r\n", b"\r\nX-Request-Id: \xe9\xff\r\n", 1), then=go_on), well=True
    ),
}

REDIRECTS: dict[str, Fault] = {
    **{f"{code} in a circle": Fault(lambda good, code=code: redirect("/round", code), hops=6) for code in (301, 308)},  # type: ignore[misc]
    "302 to itself": Fault(lambda good: redirect("", 302), hops=6),
    "302 to another host": Fault(lambda good: redirect(f"{ELSEWHERE}?sig=1")),
    "307 to another host": Fault(lambda good: redirect(ELSEWHERE, 307)),
    "302 to nowhere": Fault(lambda good: answer(302)),
    **{
        f"302 to {target[:20]}": Fault(lambda good, target=target: redirect(target), hops=6)  # type: ignore[misc]
        for target in (
            "file:///etc/passwd",
            "javascript:alert(1)",
            "http://[::1",
            "http://127.0.0.1:99999/",
            "http://127.0.0.1:0/",
            "//a b/",
            "https:///x",
            "http://\\evil/",
            "\x7f\x80\xff",
            "/" + "x" * 70_000,
            "//user:password@127.0.0.2:9/",
        )
    },
}

STATUSES: dict[str, Fault] = {
    str(code): Fault(status(code))
    for code in (
        *(400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422),
        *(423, 424, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 507, 508, 511, 520),
    )
}

#: What Retry-After may say, and whether it says something.
AFTER: dict[str, tuple[Callable[[], str], bool]] = {
    "0": (lambda: "0", True),
    "1 s": (lambda: "1", True),
    "a date past": (lambda: format_datetime(dt.datetime.now(dt.UTC), usegmt=True), True),
    "a date to come": (in_an_hour, True),
    "a date long past": (lambda: "Thu, 01 Jan 1970 00:00:00 GMT", False),
    "a date that is none": (lambda: "Wed, 31 Feb 2024 00:00:00 GMT", False),
    "negative": (lambda: "-1", False),
    "huge": (lambda: "999999999", True),
    "more than huge": (lambda: "9" * 400, False),
    "nonsense": (lambda: "soon", False),
    "nothing": (str, False),
    "a fraction": (lambda: "0.5", False),
    "infinite": (lambda: "inf", False),
}
RETRY_AFTER: dict[str, Fault] = {
    f"{code}, Retry-After {name}": Fault(
        lambda good, code=code, text=text: status(code, text())(good),  # type: ignore[misc]
        refuses=said,
    )
    for code in (429, 503)
    for name, (text, said) in AFTER.items()
}

CONTENT: dict[str, Fault] = {
    name: Fault(with_content(change), content=True)
    for name, change in {
        "cut": lambda content: content[: len(content) // 2],
        "cut by one byte": lambda content: content[:-1],
        "empty": lambda content: b"",
        "spaces": lambda content: b" \n ",
        "null": lambda content: b"null",
        "a number": lambda content: b"12",
        "a text": lambda content: b'"text"',
        "an empty list": lambda content: b"[]",
        "a list of lists": lambda content: b"[[1], [2]]",
        "success: false": lambda content: b'{"success": false, "msg": "no such study"}',
        "10,000 levels deep": deep,
        "10,000 levels deep, cut": lambda content: deep(content)[:9000],
        "wrong charset": lambda content: inside('"x": "é", '.encode("latin-1"))(content),
        "a NUL byte": lambda content: content[:10] + b"\0" + content[10:],
        "two documents": lambda content: b"{}" + content,
        "a number of 10,000 digits": lambda content: inside(b'"x": ' + b"9" * 10_000 + b", ")(content),
        "a bad escape": lambda content: inside(b'"x": "\\q", ')(content),
        "XML": lambda content: b"<?xml version='1.0'?><error/>",
    }.items()
}
#: These are JSON, and odd; a ZIP that begins like that is none.
ODD_CONTENT: dict[str, Fault] = {
    "an empty object": Fault(with_content(lambda content: b"{}"), content=True, gives={}),
    **{
        name: Fault(with_content(change), content=True)
        for name, change in {
            "a byte order mark": lambda content: b"\xef\xbb\xbf" + content,
            "UTF-16": lambda content: content.decode("latin-1").encode("utf-16"),
            "NaN": lambda content: inside(b'"x": NaN, "y": -Infinity, ')(content),
            "duplicate keys": lambda content: inside(b'"id": 0, "data": null, "id": 1, ')(content),
            "lone surrogates": lambda content: inside(b'"x": "\\ud800", ')(content),
            "spaces all around": lambda content: b" " * 1000 + content + b"\n" * 1000,
            "a large document": lambda content: inside(b'"x": "' + b"x" * 3_000_000 + b'", ')(content),
        }.items()
    },
}
PAGES: dict[str, Fault] = {
    "HTML with 200": Fault(with_content(lambda content: PAGE, "text/html; charset=utf-8")),
    "HTML called JSON": Fault(with_content(lambda content: PAGE, "application/json"), content=True),
    "HTML behind a redirect": Fault(
        lambda good: (
            lambda wire, seen: (
                answer(200, PAGE, headers={"Content-Type": "text/html"})
                if seen.path == "/users/sign_in"
                else redirect("/users/sign_in")
            )(wire, seen)
        ),
        hops=2,
    ),
}

FAULTS: dict[str, Fault] = (
    CONNECTION | FRAMING | ENCODING | HEAD | REDIRECTS | STATUSES | RETRY_AFTER | CONTENT | ODD_CONTENT | PAGES
)
MORE: dict[str, Fault] = {str(code): Fault(status(code)) for code in range(400, 600) if str(code) not in STATUSES}
