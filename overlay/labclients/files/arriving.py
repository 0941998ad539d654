"""A ZIP looked at while it arrives, so that what was seen of it need not be read again.

What a ZIP holds is told at its end, but each member has a header of its own before it. One behind the other they are
inflated as their bytes come, in a thread beside the one that waits for the network and writes. `archives.check` decides
alone: it compares the directory with what was seen. What cannot be told here (a stored member without its size,
anything odd or broken) ends the looking, and the archive is read like any other.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Generator
from queue import SimpleQueue
from typing import TYPE_CHECKING, Self, TypeAlias, TypeVar

from labclients.files.archives import Limits, Seen

if TYPE_CHECKING:  # the pool is imported when a file is large
    from concurrent.futures import ThreadPoolExecutor

    from labclients._transport import BodyWriter

__all__ = ["Arriving", "Looking"]

_LARGE = 1 << 20  # bytes in the first piece, from which a thread is worth its start
_MOST = 1 << 20  # bytes inflated at a time
_MEMBER, _DIRECTORY = b"PK\x03\x04", b"PK\x01\x02"
_HEADER = struct.Struct("<4s2xHH8xI4xHH")
_EFFORT, _SIZE_BEHIND, _UTF_8 = 0x6, 0x8, 0x800  # flags
_CONTENTS = ((8, 0), (8, _SIZE_BEHIND), (0, 0))  # method, and whether the size stands behind: there the end is told
_BEHIND = (16, 24, 12, 20)  # how long a member's description is where it stands behind it
_LIMITS = Limits()

T = TypeVar("T")


class Arriving:
    """A sink that passes on what comes, and looks at it meanwhile if it is large; its thread ends with the block."""

    def __init__(self, sink: BodyWriter) -> None:
        self._sink = sink
        self._looking: Looking | None = None
        self._begun = False
        self._pool: ThreadPoolExecutor | None = None
        self._under_way = False
        self._ended: SimpleQueue[BaseException | None] = SimpleQueue()

    def write(self, data: bytes) -> None:
        """Take the next bytes."""
        if not self._begun and len(data) >= _LARGE:
            self._looking = Looking()
        self._begun = True
        self._wait()
        if self._looking:
            self._thread().submit(self._look, self._looking, data)
            self._under_way = True
        self._sink.write(data)

    def restart(self) -> None:
        """Forget what came: a new attempt begins."""
        self._wait()
        self._looking, self._begun = None, False
        self._sink.restart()

    def seen(self) -> dict[int, Seen | None]:
        """The members that were seen, by where they begin, and None where the last one ends; perhaps not all."""
        self._wait()
        return self._looking.seen if self._looking else {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown()

    def _thread(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor

        self._pool = self._pool or ThreadPoolExecutor(1, thread_name_prefix="labclients-arriving")
        return self._pool

    def _wait(self) -> None:
        """One piece is looked at, at a time: memory stays as it is."""
        under_way, self._under_way = self._under_way, False
        if under_way and (error := self._ended.get()):
            raise error

    def _look(self, looking: Looking, data: bytes) -> None:
        """Tell by a queue when it is done: a future waits in Python, and Ctrl-C within that leaves its lock askew."""
        try:
            looking.feed(data)
        except BaseException as error:
            self._ended.put(error)
        else:
            self._ended.put(None)


class _Uncertain(Exception):
    """No more can be told of the archive before it is whole."""


_Waiting: TypeAlias = Generator[None, None, T]
"""What yields when it needs more bytes, and goes on when they were fed."""


class Looking:
    """The members of a ZIP, as its bytes are fed."""

    def __init__(self) -> None:
        self.seen: dict[int, Seen | None] = {}
        self._data = b""
        self._next = 0  # of `_data`
        self._before = 0  # bytes that came before `_data`
        self._inflated = 0
        self._members: _Waiting[None] | None = self._all()

    def feed(self, data: bytes) -> None:
        """Look at the next bytes."""
        if not self._members:
            return
        self._before += self._next
        self._data, self._next = self._data[self._next :] + data, 0
        try:
            next(self._members)
        except (StopIteration, _Uncertain, zlib.error, UnicodeDecodeError):
            self._members, self._data = None, b""

    def _all(self) -> _Waiting[None]:
        while True:
            begin = self._at
            mark, flags, method, packed, name, extra = _HEADER.unpack((yield from self._take(_HEADER.size)))
            if mark != _MEMBER:
                self.seen[begin] = None
                return
            if len(self.seen) == _LIMITS.members:
                raise _Uncertain  # it will be refused, and need not be kept in memory
            if flags & ~(_EFFORT | _SIZE_BEHIND | _UTF_8) or (method, flags & _SIZE_BEHIND) not in _CONTENTS:
                raise _Uncertain  # it is encrypted, or its end cannot be told, or worse
            stored = (yield from self._take(name)).decode("utf-8" if flags & _UTF_8 else "cp437")
            yield from self._take(extra)
            start = self._at
            checksum, size = yield from (self._deflated() if method else self._stored(packed))
            self.seen[begin] = Seen(stored, flags, method, checksum, self._at - start, size)
            if flags & _SIZE_BEHIND:
                yield from self._description()

    def _deflated(self) -> _Waiting[tuple[int, int]]:
        """Checksum and size of what comes, up to the end that it tells itself."""
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        checksum = size = 0
        while not inflater.eof:
            piece: bytes | memoryview = yield from self._some()
            while piece and not inflater.eof:
                inflated = inflater.decompress(piece, _MOST)
                checksum, size = zlib.crc32(inflated, checksum), size + len(inflated)
                self._count(len(inflated))
                piece = inflater.unconsumed_tail
        self._next -= len(inflater.unused_data)
        return checksum, size

    def _stored(self, size: int) -> _Waiting[tuple[int, int]]:
        checksum, left = 0, size
        while left:
            piece = yield from self._some(left)
            checksum, left = zlib.crc32(piece, checksum), left - len(piece)
        return checksum, size

    def _description(self) -> _Waiting[None]:
        """Step over the sizes that stand behind a member; there are four ways to write them."""
        while len(self._data) - self._next < max(_BEHIND) + 4:  # the directory is longer
            yield
        ends = (self._next + length for length in _BEHIND)
        self._next = next((end for end in ends if self._data[end : end + 4] in (_MEMBER, _DIRECTORY)), -1)
        if self._next < 0:
            raise _Uncertain

    def _count(self, inflated: int) -> None:
        """A bomb is not inflated to its end."""
        self._inflated += inflated
        if self._inflated > _LIMITS.inflated(self._before + len(self._data)):
            raise _Uncertain

    @property
    def _at(self) -> int:
        """Where in the archive it looks."""
        return self._before + self._next

    def _take(self, size: int) -> _Waiting[bytes]:
        """So many bytes."""
        while len(self._data) - self._next < size:
            yield
        self._next += size
        return self._data[self._next - size : self._next]

    def _some(self, most: int | None = None) -> _Waiting[memoryview]:
        """What there is, and never nothing; so many bytes at most."""
        while self._next == len(self._data):
            yield
        piece = memoryview(self._data)[self._next :][:most]
        self._next += len(piece)
        return piece
