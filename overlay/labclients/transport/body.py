"""The body of an answer as it arrives: decompressed, into a sink in large pieces or kept, and whole or an error."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from labclients.errors import ConnectionFailed, UnexpectedResponse
from labclients.transport.effects import Answer, Fault, Send

__all__ = ["Body"]

WRITE_AT_ONCE = 1 << 20
MOST_IN_MEMORY = 256 << 20  # bytes of an answer that goes into no sink; the longest pages seen have a few MB
MOST_OF_ERROR = 1 << 20  # bytes of an answer of another status than success: it is only quoted from


class Body:
    """A body as it arrives: into the sink in large pieces, or kept."""

    def __init__(self, send: Send, response: Any) -> None:
        self._response = response
        self._good = 200 <= response.status_code < 300
        self._sink = send.sink if self._good else None
        self._file = send.file and self._good
        self._gzip = _gzip(response)
        # Not iter_bytes(): it gives the connection back before one can look what is left in it.
        self.body: Any = response.stream
        self._chunks: list[bytes] = []
        self._waiting = 0
        self.enough = False

    @property
    def streamed(self) -> bool:
        return self._sink is not None

    def take(self, chunk: bytes) -> Iterator[None]:
        """Keep a chunk, and stop each time that it is time to flush. What is kept in memory has an end."""
        for piece in self._gzip.decode(chunk) if self._gzip else (chunk,):
            self._chunks.append(piece)
            self._waiting += len(piece)
            if self._good and not self.streamed and self._waiting > MOST_IN_MEMORY:
                text = f"the answer is larger than {MOST_IN_MEMORY >> 20} MiB, which only a download may be"
                raise Fault(UnexpectedResponse, text, sent=True, final=True)
            self.enough = not self._good and self._waiting > MOST_OF_ERROR
            if self.enough:
                return
            if self.streamed and self._waiting >= WRITE_AT_ONCE:
                yield

    def end(self) -> None:
        """All that was to come has come, or it is a Fault."""
        if self.enough:
            return
        if self._gzip:
            self._gzip.end()
        if self._good and _was_cut_short(self._response):
            raise Fault(ConnectionFailed, "the server took a part of what was sent, and answered", sent=True)
        if _dropped_for_more(self._response) and self._file:
            raise Fault(ConnectionFailed, "the server sent more than it had announced", sent=True)

    def flush(self) -> None:
        if self._sink is not None:
            self._sink.write(b"".join(self._chunks))
            self._chunks, self._waiting = [], 0

    def answer(self) -> Answer:
        headers = {name.lower(): value for name, value in self._response.headers.items()}
        return Answer(self._response.status_code, headers, b"".join(self._chunks))


class Gzip:
    """Undoes gzip. httpx does not mind where it is cut, and drops what follows the first of several members."""

    def __init__(self) -> None:
        self._member: Any = None
        self._padding = b""  # what may stand between members

    def decode(self, data: bytes) -> Iterator[bytes]:
        """What becomes of the next bytes, in pieces: a thousand times as much can."""
        more = False
        while data or more:
            data = data if self._member else data.lstrip(self._padding)
            if not data and not more:
                return
            piece, data = self._inflated(data)
            yield piece
            more = self._member is not None and len(piece) == WRITE_AT_ONCE

    def _inflated(self, data: bytes) -> tuple[bytes, bytes]:
        """The next piece, and what is left to look at."""
        member = self._member = self._member or zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            piece = member.decompress(data, WRITE_AT_ONCE)
        except zlib.error:
            raise _broken_compression() from None
        if member.eof:
            self._member, self._padding = None, b"\0"
        return piece, member.unused_data if member.eof else member.unconsumed_tail

    def end(self) -> None:
        if self._member:
            raise _broken_compression()


def _gzip(response: Any) -> Gzip | None:
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in ("gzip", "x-gzip"):
        return Gzip()
    if encoding in ("", "identity"):
        return None
    raise Fault(UnexpectedResponse, "the answer is compressed in a way that nobody asked for", sent=True, final=True)


def _broken_compression() -> Fault:
    return Fault(ConnectionFailed, "the answer's compression is broken", sent=True)


def _dropped_for_more(response: Any) -> bool:
    """Give up a connection on which bytes came behind the answer, if so; True then.

    They would be read as the answer to the next request on it, which may be another thread's. Neither httpx nor
    httpcore looks.
    """
    protocol = _protocol(response)
    if protocol is None or not protocol.trailing_data[0]:
        return False
    protocol.send_failed()  # in this state httpcore closes the connection where it would keep it
    return True


def _was_cut_short(response: Any) -> bool:
    """Whether sending failed; where an answer came all the same, httpcore does not mind."""
    protocol = _protocol(response)
    return protocol is not None and repr(protocol.our_state) == "SEND_BODY"


def _protocol(response: Any) -> Any:
    """What the connection knows of the exchange; there is no public place to look at it."""
    protocol: Any = response.stream
    for name in ("_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state"):
        protocol = getattr(protocol, name, None)
    return protocol
