"""Every way in which an answer can go wrong that we could think of; each in place of a good answer.

A fault is made from the answer that would have been right, so that it can be as near to it as it likes.
"""

from __future__ import annotations

import datetime as dt
import gzip
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
    #: It is elsewhere.
    moved: str = ""
    #: Another host, which would answer well.
    elsewhere: str = ""

    @property
    def whole(self) -> bytes:
        return head(200, {"Content-Type": self.kind, "Content-Length": str(len(self.content))}) + self.content

    @property
    def step(self) -> Step:
        return self.answered()

    def answered(self, **headers: str) -> Step:
        """As it should be; storages tell an ETag too."""
        if self.moved:
            return answer(302, headers={"Location": self.moved, **headers})
        return answer(200, self.content, headers={"Content-Type": self.kind, "ETag": '"e"', **headers})


class Fault(NamedTuple):
    """What happens instead."""

    step: Callable[[Good], Step] | None = None
    #: What happens to a connection before a request is read of it; None where nobody listens at all.
    greet: Callable[[Wire, Good], None] | None = None
    #: The call must succeed for all that.
    well: bool = False
    #: Another try may find it gone: a call that meets it once must succeed, unless it may not be sent again.
    passes: bool = False
    #: Nothing comes any more: the wait for bytes ends it.
    silent: bool = False
    #: Something comes again and again: only the deadline ends it.
    endless: bool = False
    #: The server says that it did nothing: a write may come again.
    refuses: bool = False
    #: After so many seconds, and no sooner.
    after: float = 0.0
    #: How many requests one call may become in all, where it is sent elsewhere; a call is not begun anew for that.
    hops: int = 0
    #: What is sent is not read to its end, and so is more than a connection holds by itself.
    unread: bool = False
    #: It is in the content: a file of any kind can be like that.
    content: bool = False
    #: It brings no content, which is enough to acknowledge a write.
    bare: bool = False
    #: A record that this is, and not the one that was to come: nobody can tell, since no field is promised.
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


def refuse_early(wire: Wire, good: Good) -> None:
    """What a proxy does to a file that it finds too large: it answers, and reads no more."""
    wire.send(head(413, {"Content-Length": "0", "Connection": "close"}))


def talk_nonsense(wire: Wire, good: Good) -> None:
    wire.send(b"220 mail.example ESMTP\r\n")


def read_slowly(wire: Wire, good: Good) -> None:
    while wire.take(1 << 16):
        if wire.closing.wait(0.02):
            break


def read_some(wire: Wire) -> None:
    """So little of a large request that a connection cannot hold the rest."""
    left = 1_000_000
    while left > 0 and (piece := wire.take(1 << 16)):
        left -= len(piece)


def after_some(then: Callable[[Wire, Good], None]) -> Callable[[Wire, Good], None]:
    def greet(wire: Wire, good: Good) -> None:
        read_some(wire)
        then(wire, good)

    return greet


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


def part(good: Good, said: str) -> Step:
    """Half of the content, and what is said of it."""
    return answer(206, good.content[: len(good.content) // 2], headers={"Content-Range": said})


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
    data: Callable[[Good], bytes], every: float, then: Callable[[Wire], None] = Wire.end, pieces: int = 20
) -> Callable[[Good], Step]:
    """In so many pieces at most."""

    def make(good: Good) -> Step:
        def step(wire: Wire, seen: Seen) -> None:
            text = data(good)
            size = max(1, len(text) // pieces)
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


def date(seconds: float) -> str:
    """So many seconds from now."""
    return format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds), usegmt=True)


def passing(faults: dict[str, Fault], *but: str) -> dict[str, Fault]:
    """Faults that another try may find gone, but for those that are named and those that it knows not to be."""
    assert not {*but} - {*faults}
    return {
        name: fault._replace(passes=not (fault.well or fault.endless or name in but)) for name, fault in faults.items()
    }


def deep(content: bytes) -> bytes:
    return inside(b'"deep": ' + b"[" * 10_000 + b"]" * 10_000 + b", ")(content)


def whole(good: Good) -> bytes:
    return good.whole


OTHER = Good(b'{"id": 666}', "application/json")
NOBODY = "http://127.0.0.2:9/"
PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head></html>"

CONNECTION: dict[str, Fault] = passing(
    {
        "refused": Fault(),
        "reset when made": Fault(greet=lambda wire, good: wire.cut()),
        "closed when made": Fault(greet=lambda wire, good: None),
        "answered before it is asked": Fault(greet=refuse_early),
        "another protocol": Fault(greet=talk_nonsense),
        "read slowly": Fault(greet=read_slowly, unread=True, endless=True),
        "never read": Fault(greet=lambda wire, good: hold(wire), unread=True, silent=True),
        "reset in the request": Fault(greet=after_some(lambda wire, good: wire.cut()), unread=True),
        "closed in the request": Fault(greet=after_some(lambda wire, good: wire.end()), unread=True),
        "413 in the request": Fault(greet=after_some(refuse_early), unread=True),
        "200 in the request": Fault(greet=after_some(lambda wire, good: wire.send(good.whole)), unread=True),
        "reset before the headers": Fault(lambda good: reset),
        "closed before the headers": Fault(lambda good: raw()),
        **{
            f"{how} {where}": Fault(
                lambda good, where=where, then=then: raw(cut(good, where), then=then),  # type: ignore[misc]
                silent=then is hold,
            )
            for where in ("in the headers", "after the headers", "in the body")
            for how, then in {"reset": Wire.cut, "closed": Wire.end, "stalled": hold}.items()
        },
        "reset in another, longer body": Fault(
            lambda good: raw(
                head(200, {"Content-Type": good.kind, "Content-Length": str(3 * len(good.content))})
                + bytes(2 * len(good.content)),
                then=Wire.cut,
            )
        ),
        "stalled": Fault(lambda good: stall, silent=True),
        "dripping headers": Fault(
            dripping(lambda good: good.whole[:12] + b" " * 1000, 0.015, pieces=1000), endless=True
        ),
        "dripping body": Fault(
            dripping(lambda good: cut(good, "after the headers") + b" " * 1000, 0.015, pieces=1000), endless=True
        ),
        "slow, and whole": Fault(dripping(whole, 0.002, go_on), well=True),
    },
    "answered before it is asked",
    "413 in the request",
    "200 in the request",
)

FRAMING: dict[str, Fault] = passing(
    {
        "whole in chunks": Fault(lambda good: raw(chunked(good), then=go_on), well=True),
        "half a chunk, closed": Fault(lambda good: raw(half_a_chunk(good))),
        "half a chunk, reset": Fault(lambda good: raw(half_a_chunk(good), then=Wire.cut)),
        "half a chunk, stalled": Fault(lambda good: raw(half_a_chunk(good), then=hold), silent=True),
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
            lambda good: raw(head(200, {"Content-Length": str(len(good.content) + 7)}) + good.content, then=hold),
            silent=True,
        ),
        "Content-Length too short": Fault(
            lambda good: raw(head(200, {"Content-Length": str(len(good.content) - 7)}) + good.content)
        ),
        "Content-Length too short, connection kept": Fault(
            lambda good: raw(head(200, {"Content-Length": str(len(good.content) - 7)}) + good.content, then=go_on)
        ),
        "Content-Length of 0": Fault(
            lambda good: raw(head(200, {"Content-Length": "0"}) + good.content, then=go_on), bare=True
        ),
        "negative Content-Length": Fault(with_headers(Content_Length="-1")),
        "endless Content-Length": Fault(with_headers(Content_Length="9" * 4000)),
        "Content-Length of no number": Fault(with_headers(Content_Length="many")),
        "two Content-Lengths": Fault(
            lambda good: raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n" + good.content)
        ),
        "a second answer behind the first": Fault(lambda good: raw(good.whole + OTHER.whole, then=go_on)),
        "a line break behind the answer": Fault(lambda good: raw(good.whole + b"\r\n", then=go_on)),
    },
    "Content-Length too short",
    "Content-Length too short, connection kept",
    "Content-Length of 0",
    "a second answer behind the first",
    "a line break behind the answer",
)

ENCODING: dict[str, Fault] = passing(
    {
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
    },
    "gzip twice",
    "deflate that nobody asked for",
    "an encoding that nobody knows",
)

HEAD: dict[str, Fault] = passing(
    {
        "100 first": Fault(lambda good: raw(b"HTTP/1.1 100 Continue\r\n\r\n" + good.whole, then=go_on), well=True),
        "many 103 first": Fault(
            lambda good: raw(b"HTTP/1.1 103 Early\r\n\r\n" * 50 + good.whole, then=go_on), well=True
        ),
        "endless 103": Fault(lambda good: raw(then=endless), endless=True),
        "100 and no more": Fault(lambda good: raw(b"HTTP/1.1 100 Continue\r\n\r\n")),
        "101": Fault(lambda good: raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n" + good.whole)),
        "201": Fault(lambda good: answer(201, good.content, headers={"Content-Type": good.kind})),
        "202": Fault(lambda good: answer(202, b'{"message": "later"}'), gives={"message": "later"}),
        "204": Fault(lambda good: raw(head(204, {}), then=go_on), bare=True),
        "204 with a body": Fault(
            lambda good: raw(head(204, {"Content-Length": "9"}) + good.content, then=go_on), bare=True
        ),
        "205": Fault(lambda good: answer(205), bare=True),
        "206 that nobody asked for": Fault(lambda good: part(good, f"bytes 0-0/{len(good.content)}")),
        **{
            f"206 of {name}": Fault(lambda good, said=said: part(good, said))  # type: ignore[misc]
            for name, said in {
                "no known size": "bytes 0-0/*",
                "nonsense": "half of it",
                "nothing": "",
                "a size of many digits": "bytes 0-0/" + "9" * 5000,
            }.items()
        },
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
    },
    "201",
    "202",
    "204",
    "204 with a body",
    "205",
    "206 that nobody asked for",
    "206 of no known size",
    "206 of nonsense",
    "206 of nothing",
    "206 of a size of many digits",
    "304",
    "status 999",
)

REDIRECTS: dict[str, Fault] = {
    **{
        f"{code} in a circle": Fault(lambda good, code=code: redirect("/round", code), hops=6)  # type: ignore[misc]
        for code in (300, 301, 303, 305, 308)
    },
    "302 to itself": Fault(lambda good: redirect("", 302), hops=6),
    **{
        f"{code} to another host": Fault(
            lambda good, code=code: redirect(f"{good.elsewhere}/elsewhere?sig=1", code),  # type: ignore[misc]
            hops=2,
        )
        for code in (302, 303, 307)
    },
    "302 to another host, with our query": Fault(
        lambda good: (
            lambda wire, seen: redirect(f"{good.elsewhere}/elsewhere?{seen.target.partition('?')[2]}")(wire, seen)
        ),
        hops=2,
    ),
    "302 to nobody": Fault(lambda good: redirect(NOBODY), hops=2),
    "302 to nowhere": Fault(lambda good: answer(302), hops=1),
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

#: What another try may find gone.
BUSY = (429, 502, 503, 504)
STATUSES: dict[str, Fault] = {
    str(code): Fault(status(code), passes=code in BUSY)
    for code in (
        *(400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422),
        *(423, 424, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 507, 508, 511, 520),
    )
}

#: What Retry-After may say, and after how many seconds a call may come again; None where it says nothing.
AFTER: dict[str, tuple[Callable[[], str], float | None]] = {
    "0": (lambda: "0", 0),
    "1 s": (lambda: "1", 1),
    "a date past": (lambda: date(0), 0),
    "a date soon": (lambda: date(2), 1),
    "a date to come": (lambda: date(3600), 3599),
    "a date long past": (lambda: "Thu, 01 Jan 1970 00:00:00 GMT", None),
    "a date that is none": (lambda: "Wed, 31 Feb 2024 00:00:00 GMT", None),
    "negative": (lambda: "-1", None),
    "huge": (lambda: "999999999", 999999999),
    "more than huge": (lambda: "9" * 400, None),
    "nonsense": (lambda: "soon", None),
    "nothing": (str, None),
    "a fraction": (lambda: "0.5", None),
    "infinite": (lambda: "inf", None),
}
RETRY_AFTER: dict[str, Fault] = {
    f"{code}, Retry-After {name}": Fault(
        lambda good, code=code, text=text: status(code, text())(good),  # type: ignore[misc]
        refuses=after is not None,
        passes=(after or 0) < 20,
        after=after or 0,
    )
    for code in (429, 503)
    for name, (text, after) in AFTER.items()
}

CONTENT: dict[str, Fault] = {
    name: Fault(with_content(change), content=True, bare=name in ("empty", "spaces", "null"))
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
            "UTF-16": lambda content: content.decode(errors="replace").encode("utf-16"),
            "NaN": lambda content: inside(b'"x": NaN, "y": -Infinity, ')(content),
            "duplicate keys": lambda content: inside(b'"id": 0, "data": null, "id": 1, ')(content),
            "lone surrogates": lambda content: inside(b'"x": "\\ud800", ')(content),
            "spaces all around": lambda content: b" " * 1000 + content + b"\n" * 1000,
            "a large document": lambda content: inside(b'"x": "' + b"x" * 3_000_000 + b'", ')(content),
        }.items()
    },
}
#: JSON is UTF-8, whatever is said of it.
CHARSET: dict[str, Fault] = {
    f"UTF-8 called {charset}": Fault(
        lambda good, charset=charset: answer(  # type: ignore[misc]
            200,
            good.content,
            headers={"Content-Type": f"{good.kind}; charset={charset}"},
        ),
        well=True,
    )
    for charset in ("utf-16", "iso-8859-1", "klingon")
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
    CONNECTION
    | FRAMING
    | ENCODING
    | HEAD
    | REDIRECTS
    | STATUSES
    | RETRY_AFTER
    | CONTENT
    | ODD_CONTENT
    | CHARSET
    | PAGES
)
MORE: dict[str, Fault] = {str(code): Fault(status(code)) for code in range(400, 600) if str(code) not in STATUSES}
