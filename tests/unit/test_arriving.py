"""A ZIP that is looked at while it arrives is judged as if it had been read from end to end afterwards."""

from __future__ import annotations

import errno
import io
import os
import random
import struct
import sys
import threading
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.zips import BEHIND, UTF_8, Member, changed, written

from labclients import ArchiveError, LabClientsError
from labclients.files import archives, arriving
from labclients.files.archives import Limits, check
from labclients.files.arriving import Arriving, Looking
from labclients.files.atomic import Partial

Pieces = Iterable[bytes]
Verdict = tuple[str, str | None] | None

LARGE = 1 << 20


def cut(data: bytes, places: Sequence[int]) -> Iterator[bytes]:
    """The pieces between some places; also empty ones, as the door may send."""
    ends = sorted(place % (len(data) + 1) for place in places)
    return (data[begin:end] for begin, end in zip([0, *ends], [*ends, len(data)], strict=True))


def looked(pieces: Pieces) -> Looking:
    looking = Looking()
    for piece in pieces:
        looking.feed(piece)
    return looking


def verdict(data: bytes, pieces: Pieces | None = None, limits: Limits | None = None) -> Verdict:
    """None for a good archive, else what is said of it."""
    try:
        seen = looked(pieces).seen if pieces is not None else None
        check(io.BytesIO(data), seen=seen, limits=limits or Limits())
    except ArchiveError as error:
        return error.message, error.server_message
    return None


def opened(data: bytes, pieces: Pieces) -> int:
    """How many members are read again."""
    looking = looked(pieces)
    with mock.patch.object(zipfile.ZipFile, "open", side_effect=zipfile.ZipFile.open, autospec=True) as reading:
        check(io.BytesIO(data), seen=looking.seen)
    return reading.call_count


# Any bytes, and any pieces

NAMES = st.sampled_from([b"sessions.csv", b"trials.csv", b"a", b"binaries/", "é.csv".encode(), b"", b"\x81", b"../x"])
SOME = (b"", b"a,b\n1,2\n", b"\0", b"PK\3\4", b"PK\1\2", b"PK\7\x08")
CONTENTS = st.one_of(
    st.binary(max_size=60),
    st.builds(bytes.__mul__, st.sampled_from(SOME), st.sampled_from([1, 5, 300, 20_000])),
    st.builds(lambda seed: random.Random(seed).randbytes(3000), st.integers(0, 9)),
)
member = lambda *given, **named: Member(*given, **named)  # noqa: E731 - of a class, hypothesis would draw the rest
DESCRIBED = st.tuples(st.booleans(), st.booleans())
OFTEN = st.sampled_from
LIE = st.none() | st.sampled_from([0, 1, 29, 30, 31, 0xFFFF, 0xFFFFFFFE, 0xFFFFFFFF])

SOUND = st.one_of(
    st.builds(member, NAMES, CONTENTS, st.sampled_from([0, 8]), st.just(0), comment=st.binary(max_size=5)),
    st.builds(member, NAMES, CONTENTS, st.just(8), OFTEN([0, 2, 4, 6]), DESCRIBED, comment=st.binary(max_size=5)),
    st.builds(member, NAMES, CONTENTS, st.just(8), wide=st.just(True)),
).map(lambda one: one._replace(flags=one.flags | (UTF_8 if one.name == "é.csv".encode() else 0)))
ODD = st.builds(
    member,
    NAMES,
    CONTENTS,
    OFTEN([0, 0, 8, 8, 8, 8, 9, 12, 99]),
    OFTEN([0, 0, 0, 0, 0x1, 0x20, 0x41, 0x2000, UTF_8, 6]),
    st.none() | DESCRIBED,
    st.booleans(),
    OFTEN([b"", b"", b"", b"x", b"PK\3\4", bytes(40)]),
    st.binary(max_size=30),
    OFTEN([1, 1, 1, 1, 0, 2]),
    st.just((None,) * 4) | st.tuples(LIE, LIE, LIE, LIE),
)
WHOLE = st.builds(
    written,
    st.lists(SOUND, max_size=5),
    comment=st.binary(max_size=30).filter(lambda text: b"PK" not in text),  # that could be the archive's end
    wide=st.booleans(),
    backwards=st.booleans(),
)
HOSTILE = st.builds(
    written,
    st.lists(SOUND | ODD, max_size=5),
    prefix=OFTEN([b"", b"", b"", b"PK", b"PK\3\4" + bytes(30), written([Member(b"a", b"1")])]),
    gap=OFTEN([b"", b"", b"x", b"PK\1\2", b"PK\6\x08" + bytes(8)]),
    comment=st.binary(max_size=30),
    wide=st.booleans(),
    backwards=st.booleans(),
)
SEEDS = st.integers(0, 2**32)
CHANGED = st.builds(lambda data, seed: changed(data, random.Random(seed)), WHOLE | HOSTILE, SEEDS)
CUTS = st.lists(st.integers(0, 10**6), max_size=6)


def overlapping() -> bytes:
    """A stored member whose content is the archive's directory: it tells its own checksum, 0."""
    packed = 46 + 1 + 4
    numbers = (20, 20, 0, 0, 0, 33, 0, packed, packed, 1, 0, 4, 0, 0, 0, 0)
    directory = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", *numbers) + b"a" + b"\xee\x95K\x06"
    assert zlib.crc32(directory) == 0
    whole = written([Member(b"a", directory, 0, told=0)], comment=b"x" * 20)
    end = whole.index(b"PK\5\6")
    return whole[:end] + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, packed, end - packed, 20) + b"x" * 20


def ambiguous() -> bytes:
    """A description that could end in two places: what it says looks like the next member."""
    return written([Member(b"a", b"PK\3\4" * 100, 8, 0, (False, True)), Member(b"b", b"2")])


def one_behind_the_other() -> bytes:
    """Two archives: the directory of the second is the one that counts."""
    return written([Member(b"a", b"1")], prefix=written([Member(b"b", b"2")]))


def twice() -> bytes:
    """A name for two members, and the directory has one of them twice."""
    return written([Member(b"a", b"1", told=2), Member(b"a", b"2", told=0)])


@settings(deadline=None, max_examples=400)
@given(WHOLE | HOSTILE | CHANGED | st.binary(max_size=100), CUTS)
@example(overlapping(), [])
@example(overlapping(), [31])
@example(ambiguous(), [])
@example(ambiguous(), [*range(400)])
@example(one_behind_the_other(), [])
@example(twice(), [])
@example(written([]), [])
@example(written([Member(b"a", b"1", 0, BEHIND)]), [])
@example(written([Member(b"a", b"1", 8, 0x1)]), [])
@example(written([Member(b"a", b"1", 8, 0x20)]), [])
@example(written([Member(b"a", b"1", 8, 0x2000)]), [])
@example(written([Member(b"a", b"1", lies=(None, None, 0, None))]), [])
@example(written([Member(b"a", b"12", 0, lies=(zlib.crc32(b"1"), 1, 1, None))]), [])
def test_what_was_seen_changes_no_verdict(data: bytes, places: list[int]) -> None:
    """Whatever the bytes, and however they are cut."""
    assert verdict(data, cut(data, places)) == verdict(data)


@settings(deadline=None, max_examples=60)
@given(WHOLE, CUTS, st.builds(Limits, st.integers(0, 5), st.integers(0, 9000), st.integers(0, 50), st.integers(0, 900)))
def test_what_was_seen_moves_no_limit(data: bytes, places: list[int], limits: Limits) -> None:
    """The number of members, of bytes, and how far they may shrink."""
    assert verdict(data, cut(data, places), limits) == verdict(data, None, limits)


# Sound archives


@settings(deadline=None, max_examples=150)
@given(WHOLE, CUTS)
@example(written([Member(b"a", b"", 8, 0, (True, False))] * 3), [*range(200)])
@example(written([Member(b"a", bytes(3 << 20))]), [100])
def test_what_was_seen_is_not_read_again(data: bytes, places: list[int]) -> None:
    """Stored and deflated, sizes before and behind, with and without a signature, Zip64, comments, in any order."""
    assert verdict(data) is None
    assert opened(data, cut(data, places)) == 0


def test_a_member_that_is_in_the_directory_is_read_again() -> None:
    """Newer Pythons refuse it, so it must come before them."""
    data = overlapping()
    seen = looked([data]).seen
    assert 0 in seen
    with (
        mock.patch.object(zipfile.ZipFile, "open", side_effect=RuntimeError("it is read")),
        pytest.raises(ArchiveError),
    ):
        check(io.BytesIO(data), seen=seen)


class Counting(io.BytesIO):
    """Counts what is read of it."""

    count = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.count += len(data)
        return data


def test_of_a_large_archive_only_its_ends_are_read() -> None:
    """As the browser's libraries write it: sizes behind."""
    content = random.Random(7).randbytes(LARGE)
    data = written([Member(b"%d.webm" % number, content, 8, 0, (True, False)) for number in range(4)])
    source = Counting(data)
    check(source, seen=looked(cut(data, range(0, len(data), 300_000))).seen)
    assert source.count < 140_000  # its first 64 KiB, its last for the end of the directory, and the directory


# What is not to be believed to its end


def deflated(size: int) -> bytes:
    """So many zeros."""
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return b"".join(deflater.compress(bytes(LARGE)) for _ in range(size // LARGE)) + deflater.flush()


def test_a_bomb_is_given_up_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not inflated beyond what an archive of its size may hold, and never is much of it in memory."""
    inflated, crc32 = 0, zlib.crc32

    def counting(data: bytes, begin: int = 0) -> int:
        nonlocal inflated
        inflated += len(data)
        return crc32(data, begin)

    header = Member(b"zeros", b"", behind=(True, False)).before
    data = header + deflated(96 * LARGE)
    monkeypatch.setattr(zlib, "crc32", counting)
    tracemalloc.start()
    looking = looked(cut(data, range(0, len(data), 50_000)))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert looking.seen == {}
    assert inflated <= 200 * len(data) + LARGE < 70 * LARGE
    assert most < 8 * LARGE


def test_of_too_many_members_no_more_are_kept_than_are_let_in() -> None:
    """They are tiny, and there could be millions of them in memory before their directory comes."""
    one, most = Member(b"a", b"", 0).before, Limits().members
    looking = looked(cut(one * (most + 5000), range(0, 300_000, 50_000)))
    assert list(looking.seen) == [place * len(one) for place in range(most)]


def test_as_many_members_as_are_let_in_are_all_seen() -> None:
    """Not one fewer, and the place where they end."""
    most = Limits().members
    data = written([Member(b"%d" % number, b"", 0) for number in range(most)])
    assert len(looked([data]).seen) == most + 1
    assert opened(data, [data]) == 0


def test_memory_stays_as_it_is() -> None:
    """Whatever is large: a member stored, deflated or cut short, a comment, or what is no ZIP at all."""
    noise = random.Random(7).randbytes(LARGE)
    begins = [
        Member(b"a", noise * 20, 0).before,
        Member(b"a", b"", behind=(True, False)).before,
        b"something else",
        written([], comment=b"x" * 60_000),
    ]
    for begin in begins:
        tracemalloc.start()
        looking = Looking()
        looking.feed(begin)
        for _ in range(20):
            looking.feed(noise)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 6 * LARGE


# The sink


class Kept:
    """A sink in memory."""

    def __init__(self) -> None:
        self.data = b""

    def write(self, data: bytes) -> None:
        self.data += data

    def restart(self) -> None:
        self.data = b""


class Full(Kept):
    """A disk that is full behind its first megabytes."""

    def write(self, data: bytes) -> None:
        if len(self.data) >= 2 * LARGE:
            raise LabClientsError("the disk is full")
        super().write(data)


@contextmanager
def no_thread_left() -> Iterator[None]:
    """The block begins and ends with the same threads, whatever it raises."""
    before = set(threading.enumerate())
    try:
        yield
    finally:
        assert set(threading.enumerate()) == before


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if "arriving" in thread.name]


LONG = written([Member(b"a.webm", random.Random(1).randbytes(3 * LARGE)), Member(b"b.csv", b"1,2\n" * 1000, 0)])
SHORT = written([Member(b"a.webm", random.Random(2).randbytes(5000)), Member(b"b.csv", b"3,4\n" * 1000, 0)])


def send(data: bytes, sink: Arriving, first: int = LARGE, more: int = 700_001) -> None:
    sink.write(data[:first])
    for at in range(first, len(data), more):
        sink.write(data[at : at + more])
    sink.write(b"")  # as the door does where the last piece is out already


def test_every_byte_is_passed_on_and_seen() -> None:
    """In order, and nothing else."""
    with no_thread_left(), Arriving(kept := Kept()) as sink:
        send(LONG, sink)
        assert kept.data == LONG
        assert sink.seen() == looked([LONG]).seen
        assert opened(LONG, [LONG]) == 0


@pytest.mark.parametrize("second", [LONG, LONG[::-1], SHORT, b""], ids=["large", "no ZIP", "small", "nothing"])
@pytest.mark.parametrize("came", [LARGE, LARGE + 1, 2_500_000, len(LONG)])
def test_a_new_attempt_begins_anew(second: bytes, came: int) -> None:
    """What came of the first is neither in the file nor believed of it."""
    other = written([Member(b"a.webm", random.Random(3).randbytes(3 * LARGE))])
    with no_thread_left(), Arriving(kept := Kept()) as sink:
        send(other[:came], sink)
        sink.restart()
        send(second, sink)
        assert kept.data == second
        assert sink.seen() == (looked([second]).seen if len(second) >= LARGE else {})


@pytest.mark.parametrize("error", [KeyboardInterrupt, LabClientsError, GeneratorExit])
def test_the_thread_ends_with_the_block(error: type[BaseException]) -> None:
    """However it is left."""

    def leave() -> None:
        with Arriving(Kept()) as sink:
            send(LONG, sink)
            assert len(threads()) == 1
            raise error("left")

    with no_thread_left(), pytest.raises(error):
        leave()


def is_interrupted(step: int, sink: Arriving) -> bool:
    """Wait for the thread, and press Ctrl-C at that step; whether there was such a step."""
    left = step

    def count(_: object, __: str, called: object) -> None:
        nonlocal left
        left -= called is not sys.setprofile
        if not left:
            sys.setprofile(None)
            raise KeyboardInterrupt

    sys.setprofile(count)
    try:
        sink._wait()
    except KeyboardInterrupt:
        return True
    finally:
        sys.setprofile(None)
    return left < 1


def test_ctrl_c_while_it_waits_is_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    """At each step; a lock that waits in Python would say that it is not held."""
    monkeypatch.setattr(Looking, "feed", lambda looking, data: time.sleep(0.005))
    for step in range(1, 300):
        with no_thread_left(), Arriving(Kept()) as sink:
            sink.write(LONG)
            if not is_interrupted(step, sink):
                break
    assert 3 < step < 299


def test_what_nobody_foresaw_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of ours in the thread is raised where its bytes came from, once."""
    monkeypatch.setattr(Looking, "feed", mock.Mock(side_effect=[RuntimeError("ours"), None]))
    with no_thread_left(), Arriving(Kept()) as sink:
        sink.write(LONG)
        with pytest.raises(RuntimeError, match="ours"):
            sink.write(b"")
        assert sink.seen() == {}


@pytest.mark.parametrize("pieces", [[], [b""], [SHORT], [SHORT, LONG], [b"x" * (LARGE - 1)] * 3])
def test_a_small_body_starts_no_thread(pieces: list[bytes]) -> None:
    """The first piece tells: the door gathers a large one."""
    with no_thread_left(), Arriving(kept := Kept()) as sink:
        for piece in pieces:
            sink.write(piece)
        assert threads() == []
        assert sink.seen() == {}
        assert kept.data == b"".join(pieces)


def test_a_sink_that_fails_raises_its_own_error() -> None:
    """And leaves no thread."""
    with no_thread_left(), pytest.raises(LabClientsError, match="the disk is full"), Arriving(Full()) as sink:
        send(LONG, sink)


def test_a_full_disk_is_its_own_error_and_leaves_nothing(tmp_path: Path) -> None:
    """The same with a file."""
    partial = Partial(tmp_path / "7.zip")
    full = mock.Mock(side_effect=OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))

    def fetch() -> None:
        with Arriving(partial) as sink, mock.patch.object(partial, "file", mock.Mock(wraps=partial.file, write=full)):
            send(LONG, sink)

    with no_thread_left(), pytest.raises(LabClientsError, match="No space left"):
        fetch()
    partial.discard()
    assert [*tmp_path.iterdir()] == []


def test_where_no_directory_is_seen_all_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large download that is damaged is refused with the words that a small one gets."""
    damaged = bytearray(LONG)
    damaged[2_000_000] ^= 0x10
    with no_thread_left(), Arriving(kept := Kept()) as sink:
        send(bytes(damaged), sink)
        seen = sink.seen()
    monkeypatch.setattr(arriving, "Looking", None)  # no more looking from here on
    with pytest.raises(ArchiveError) as caught:
        archives.check(io.BytesIO(kept.data), seen=seen)
    assert (caught.value.message, None) == verdict(bytes(damaged))
