"""What was found on the wire, and what one answer does to the next."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from labclients.transport import body
from labclients.transport.body import Gzip
from labclients.transport.effects import Fault
from tests.sockets.conftest import Mode
from tests.sockets.laws import error_of, lasting, read, write
from tests.sockets.server import FaultServer, Seen, Wire, answer, head
from tests.torture.conftest import LONG
from tests.torture.laws import SECRET, no_secret, nothing_left

from labclients import ConnectionFailed, LabClientsError, ServerError, TimedOut, UnexpectedResponse

ROW = "answers, one after the other"
EXAMPLES = 20_000 if LONG else 200


def whole(document: Any) -> bytes:
    content = json.dumps(document).encode()
    return head(200, {"Content-Length": str(len(content))}) + content


@pytest.mark.parametrize("work", [read, write], ids=["read", "write"])
def test_a_second_answer_is_not_taken_for_that_to_the_next_request(mode: Mode, server: FaultServer, work: Any) -> None:
    """What a server sends behind its answer is nobody's: the next call gets its own, on another connection."""
    server.plan(lambda wire, seen: wire.send(whole({"id": 7}) + whole({"id": 666})), answer(json={"id": 8}))
    assert mode.labguru(server, work, work).id == 8
    assert (len(server.seen), server.connections) == (2, 2)


def test_what_is_no_http_is_not_quoted(mode: Mode, server: FaultServer) -> None:
    """Where the framing is broken, what stands in place of it may be a participant's answer."""
    body = f"My name is {SECRET}, and I slept badly"
    server.plan(lambda wire, seen: wire.send(head(200, {"Transfer-Encoding": "chunked"}) + f"{body}\r\n".encode()))
    error = error_of(lambda: mode.labguru(server, read, attempts=1))
    assert type(error) is ConnectionFailed
    no_secret(str(error))


def pouring(status: int, piece: bytes) -> Any:
    """An answer that never ends."""

    def step(wire: Wire, seen: Seen) -> None:
        wire.send(head(status, {"Transfer-Encoding": "chunked"}))
        while not wire.closing.is_set():
            wire.send(b"%x\r\n%s\r\n" % (len(piece), piece))

    return step


def test_an_endless_answer_is_refused(mode: Mode, server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept in memory has a limit; a write is not repeated for it."""
    monkeypatch.setattr(body, "MOST_IN_MEMORY", 4 << 20)
    server.plan(pouring(200, b" " * 100_000))
    for work in (read, write):
        with lasting(0, 5):
            error = error_of(lambda work=work: mode.labguru(server, work))
        assert type(error) is UnexpectedResponse
        assert "larger than 4 MiB" in error.message
    assert len(server.seen) == 2


def test_a_zipped_bomb_is_refused(mode: Mode, server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is on what it becomes."""
    monkeypatch.setattr(body, "MOST_IN_MEMORY", 4 << 20)
    server.plan(answer(200, gzip.compress(bytes(20 << 20)), headers={"Content-Encoding": "gzip"}))
    assert "larger than 4 MiB" in error_of(lambda: mode.labguru(server, read)).message


def test_an_endless_error_is_the_error_that_it_is(mode: Mode, server: FaultServer) -> None:
    """Of an error only the beginning is read."""
    server.plan(pouring(500, b"no " * 30_000))
    with lasting(0, 5):
        error = error_of(lambda: mode.labguru(server, read))
    assert type(error) is ServerError
    assert (error.server_message or "").startswith("no no no")


READ = """
import asyncio, resource, sys
import labclients
from tests.sockets.conftest import _done

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

async def main(url, name, work):
    client = getattr(labclients, name)(token="t", base_url=url)
    before = peak()
    print(await _done(eval(work)), peak() - before)
    await _done(client.close())

asyncio.run(main(*sys.argv[1:4]))
"""
TEXTS = ",".join(['"' + "x" * 1000 + '"'] * 100_000)
PAGES = '{"page_count": 1, "item_count": 1}'
READS = {
    "a record": ("Labguru", "client.experiments.get(7)", f'{{"id": 7, "rows": [{TEXTS}]}}'),
    "a page": (
        "Labguru",
        "client.projects.list().all()",
        f'{{"meta": {PAGES}, "data": [{{"id": 7, "rows": [{TEXTS}]}}]}}',
    ),
    "sessions": ("Labvanced", "client.sessions(7).all()", f'[{{"rec_session_id": 7, "rows": [{TEXTS}]}}]'),
    "a mirror's list": ("Labvanced", "client.mirror(7, sys.argv[4])", f'{{"data": [], "rest": {{"rows": [{TEXTS}]}}}}'),
}


@pytest.mark.skipif(not LONG or sys.platform != "linux", reason="the long form; memory is read from Linux")
@pytest.mark.parametrize("name", READS)
def test_100_megabytes_of_json_are_read(mode: Mode, server: FaultServer, name: str, tmp_path: Path) -> None:
    """They take what json.loads takes for them: the bytes twice, their text, and the values."""
    kind, work, body = READS[name]
    server.plan(answer(200, body.encode()))
    client = ("Async" if mode.asynchronous else "") + kind
    program = [sys.executable, "-c", READ, server.url, client, work, str(tmp_path)]
    done = subprocess.run(program, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-1000:]
    assert int(done.stdout.rpartition(" ")[2]) < 450


@pytest.fixture
def full() -> Iterator[str]:
    """The address of a host that is too busy to take a connection."""
    with socket.socket() as busy, contextlib.ExitStack() as waiting:
        busy.bind(("127.0.0.1", 0))
        busy.listen(0)
        for _ in range(4):
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(busy.getsockname())
        yield f"http://127.0.0.1:{busy.getsockname()[1]}"


@pytest.mark.skipif(sys.platform != "linux", reason="others refuse what they have no room for")
@pytest.mark.parametrize("work", [read, write], ids=["read", "write"])
def test_a_connection_that_nobody_takes_is_given_up(mode: Mode, full: str, work: Any) -> None:
    """Each try waits for as long as for bytes, a write too: it was not sent."""
    with nothing_left(), lasting(0.6, 1.5):
        error = error_of(lambda: mode.labguru(full, work, timeout=0.3, attempts=2))
    assert type(error) is TimedOut
    assert (error.message, error.attempts) == ("no connection could be made in time", 2)


@pytest.mark.skipif(sys.platform != "linux", reason="others refuse what they have no room for")
def test_the_deadline_ends_a_connection_that_nobody_takes(mode: Mode, full: str) -> None:
    """Sooner than the wait for it would end."""
    with nothing_left(), lasting(0.3, 1.0):
        assert type(error_of(lambda: mode.labguru(full, read, timeout=5, deadline=0.3))) is TimedOut


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=4), st.lists(st.integers(0, 2000)), st.integers(0, 40))
def test_gzip_is_undone_however_it_comes(members: list[bytes], cuts: list[int], zeros: int) -> None:
    """In any number of members, in pieces of any size, with zeros behind it."""
    sent = b"".join(map(gzip.compress, members)) + bytes(zeros)
    at = [0, *sorted(cut for cut in cuts if cut < len(sent)), len(sent)]
    undo = Gzip()
    came = b"".join(piece for a, b in pairwise(at) for piece in undo.decode(sent[a:b]))
    undo.end()
    assert came == b"".join(members)


def test_gzip_comes_in_pieces() -> None:
    """However much becomes of a few bytes, little of it is there at a time, and nothing is missing."""
    undo = Gzip()
    sizes = [len(piece) for piece in undo.decode(gzip.compress(bytes(64 << 20)))]
    undo.end()
    assert sum(sizes) == 64 << 20
    assert max(sizes) <= 1 << 20


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.binary(max_size=2000), st.data())
def test_gzip_that_is_cut_or_damaged_is_refused(content: bytes, data: st.DataObject) -> None:
    """Nothing but what was packed comes out without an error."""
    sent = bytearray(gzip.compress(content, mtime=0))
    if data.draw(st.booleans()):
        sent = sent[: data.draw(st.integers(1, len(sent) - 1))]
    else:
        sent[data.draw(st.integers(0, len(sent) - 1))] ^= data.draw(st.integers(1, 255))
    undo = Gzip()
    try:
        came = b"".join(undo.decode(bytes(sent)))
        undo.end()
    except Fault:
        return
    assert came == content  # in the head there are bytes that mean nothing to it


class Failing(io.FileIO):
    """A file on a disk that dies while it is read."""

    def readinto(self, buffer: Any) -> int:
        if self.tell() > 100_000:
            raise OSError(5, "Input/output error")
        return super().readinto(buffer) or 0

    def read(self, size: int | None = -1) -> bytes:
        if self.tell() > 100_000:
            raise OSError(5, "Input/output error")
        return super().read(-1 if size is None else size)


@pytest.mark.parametrize("via", ["form", "s3"])
def test_a_file_that_cannot_be_read_to_its_end_is_one_error(
    mode: Mode, server: FaultServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, via: str
) -> None:
    """A disk that fails while a file is sent: one error of ours, and nothing is sent again."""
    path = tmp_path / "large.bin"
    path.write_bytes(bytes(3_000_000))
    monkeypatch.setattr("labclients.labguru.attachments.Attachments._open", lambda self, path: Failing(path))
    server.plan(answer(json={"id": 1, "presigned_url": f"{server.url}/store?sig=x"}))
    error = error_of(lambda: mode.labguru(server, lambda c: c.attachments.upload(path, via=via)))
    assert type(error) is LabClientsError
    assert "cannot be sent: Input/output error" in error.message
    cut = [seen for seen in server.seen if len(seen.body) < int(seen.headers["content-length"])]
    assert len(cut) <= 1
    assert len(server.seen) == len(cut) + (via == "s3")
