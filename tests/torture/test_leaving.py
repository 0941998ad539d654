"""Whoever leaves in the middle - Ctrl-C, a cancelled task, a closed client, a fork - leaves nothing half, and soon."""

from __future__ import annotations

import asyncio
import gc
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from tests.sockets.conftest import Mode, _done
from tests.sockets.laws import error_of
from tests.sockets.server import FaultServer, Seen, Wire, answer
from tests.torture.calls import CALLS, HIT, STUDY, Call, Stage
from tests.torture.conftest import LONG
from tests.torture.faults import CONNECTION, dripping, go_on, status, whole
from tests.torture.faults import Fault as Broken
from tests.torture.laws import DataLost, at_rest, nothing_left, only_whole
from tests.torture.test_matrix import is_right, is_whole
from tests.ways import played

import labclients
from labclients import LabClientsError, UsageError
from labclients.files import atomic
from labclients.labguru.attachments import Attachments

ROW = "leaving: Ctrl-C, cancelling, closing, forking"
ENDED = 3.0  # seconds from Ctrl-C to the end of the program, on a busy machine; the server is silent for 30

PROGRAM = """
import asyncio, sys
from pathlib import Path
from tests.sockets.conftest import _done
from tests.torture.calls import CALLS

call, mode, url, directory = CALLS[sys.argv[1]], sys.argv[2], sys.argv[3], Path(sys.argv[4])

async def main():  # as in a script that knows no `async with`
    await _done(call.work(call.client(True, url), directory))

asyncio.run(main()) if mode else call.work(call.client(False, url), directory)
"""


PROGRAMS = ("list", "attachment", "mirror", "write", "upload")


class Program:
    """A call in a program of its own, that never closes its client, and a server that falls silent in it."""

    def __init__(self, name: str, mode: str, fault: str, directory: Path) -> None:
        self.call, self.directory = CALLS[name], directory
        directory.mkdir(parents=True)
        self.call.before(directory)
        self.stage = Stage(self.call, CONNECTION[fault], 10**6)
        command = [sys.executable, "-c", PROGRAM, name, mode, self.stage.url, str(directory)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)

    def interrupt(self) -> None:
        until = time.monotonic() + 30
        while not self.stage.hits and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.2)  # what is sent of a body arrives, and pages ahead are asked for
        begin = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        try:
            _, said = self.process.communicate(timeout=20)
        finally:
            self.process.kill()
            self.stage.close()
        lasted = time.monotonic() - begin
        assert "KeyboardInterrupt" in said.splitlines()[-1], said
        assert lasted < ENDED, f"it took {lasted:.1f} s"
        only_whole(self.directory, lambda path: is_whole(path, self.call))


@pytest.mark.skipif(os.name == "nt", reason="a process of Windows cannot be interrupted alone")
@pytest.mark.parametrize("mode", ["", "Async"], ids=["sync", "async"])
def test_ctrl_c_ends_a_program(mode: str, tmp_path: Path, tried: Callable[[], None]) -> None:
    """In a call of any kind, also where nobody closes the client: at once, with nothing half."""
    faults = ("stalled", "stalled in the body") if LONG else ("stalled in the body",)
    started = [(call, fault) for call in (CALLS if LONG else PROGRAMS) for fault in faults]
    programs = [Program(call, mode, fault, tmp_path / call / fault) for call, fault in started]
    for program in programs:
        program.interrupt()
        tried()


# Ctrl-C in a notebook: the program goes on, and so does the client.


class Step:
    """Ctrl-C at the so manieth of the moments at which our code hears it: C has done something, or a function begins.

    Not those of the standard library and of httpx: Python's own locks, written in Python, stay locked at one of them.
    """

    def __init__(self, number: int) -> None:
        self.left = number

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        if event in ("call", "c_return") and frame.f_code.co_filename.startswith(HOME):
            self.left -= 1
            if not self.left:
                raise KeyboardInterrupt


HOME = os.path.dirname(labclients.__file__)
NEVER = 10**9
STEPS, SIGNALS = (400, 60) if LONG else (10, 5)


@contextmanager
def at_step(number: int) -> Iterator[Step]:
    """The block is interrupted at that step of it."""
    step = Step(number)
    sys.setprofile(step)
    try:
        yield step
    finally:
        sys.setprofile(None)


@contextmanager
def in_seconds(seconds: float) -> Iterator[None]:
    """The block is interrupted by a signal."""
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def soon_whole(directory: Path, call: Call) -> None:
    """Nothing half is left, as soon as the threads have ended that the interrupted one has given up."""
    until = time.monotonic() + 3
    while True:
        try:
            return only_whole(directory, lambda path: is_whole(path, call))
        except DataLost:
            if time.monotonic() > until:
                raise
        except FileNotFoundError:  # it has just gone
            continue
        time.sleep(0.005)


def moments(call: Call, client: Any, folders: Iterator[Path]) -> Iterator[AbstractContextManager[Any]]:
    """Some of the moments that a call has, by its steps and by the clock."""
    with at_step(NEVER) as counted:
        call.work(client, next(folders))
    begin, directory = time.monotonic(), next(folders)
    call.work(client, directory)
    lasted, steps, draw = time.monotonic() - begin, NEVER - counted.left, random.Random(repr(call.hit))
    yield from map(at_step, draw.sample(range(1, steps), min(STEPS, steps - 1)))
    yield from (in_seconds(draw.uniform(0.0001, lasted)) for _ in range(SIGNALS))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no timer that sends a signal")
@pytest.mark.parametrize("name", CALLS)
def test_ctrl_c_leaves_a_client_as_it_was(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Callable[[], None]
) -> None:
    """At any moment: nothing half, no connection in use, and the same call, made again, gives all."""
    # What is interrupted while Python throws something away goes on, and Python says so; pytest would keep what it was.
    monkeypatch.setattr(sys, "unraisablehook", lambda told: None)
    call = CALLS[name]
    folders = made(tmp_path, call)
    with nothing_left(), Stage(call, SLOW, 0) as stage, call.client(False, stage.url) as client:
        for moment in moments(call, client, folders):
            directory = next(folders)
            with suppress(KeyboardInterrupt), moment:
                assert call.right(call.work(client, directory), directory)
            gc.collect(1)  # a traceback holds what was interrupted, in a circle
            played(at_rest(client))
            soon_whole(directory, call)
            again = directory if call.repeats or not any(directory.iterdir()) else next(folders)
            assert call.right(call.work(client, again), again)
            tried()


SLOW = Broken(dripping(whole, 0.002, go_on))
MOMENTS = 60 if LONG else 4


@pytest.mark.parametrize("name", CALLS)
def test_a_cancelled_task_leaves_nothing(name: str, tmp_path: Path, tried: Callable[[], None]) -> None:
    """At any moment; and the client is as good as before."""
    call, draw = CALLS[name], random.Random(name)

    async def main(url: str, folders: Iterator[Path]) -> None:
        async with call.client(True, url) as client:
            for _ in range(MOMENTS):
                directory = next(folders)
                task = asyncio.ensure_future(_done(call.work(client, directory)))
                await asyncio.sleep(draw.uniform(0, 0.06))
                task.cancel()
                await asyncio.wait([task])
                if not task.cancelled():
                    assert is_right(task.result(), call, SLOW, directory)
                only_whole(directory, lambda path: is_whole(path, call))
                await at_rest(client)
                tried()
            directory = next(folders)
            assert is_right(await _done(call.work(client, directory)), call, SLOW, directory)

    with nothing_left(), Stage(call, SLOW, 10**6) as stage:
        asyncio.run(main(stage.url, made(tmp_path, call)))


@pytest.mark.parametrize("name", ["upload", "attachment", "download"])
def test_a_task_cancelled_while_it_opens_its_file_closes_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread cannot be cancelled: what it opens for nobody is closed, and removed where it is a new file."""
    call, opened = CALLS[name], threading.Event()

    def slow(function: Any) -> Any:
        def opening(*args: Any) -> Any:
            found = function(*args)
            opened.set()
            time.sleep(0.1)
            return found

        return opening

    monkeypatch.setattr(atomic, "make_private", slow(atomic.make_private))
    monkeypatch.setattr(Attachments, "_open", slow(Attachments._open))

    async def main(url: str) -> None:
        async with call.client(True, url) as client:
            task = asyncio.ensure_future(_done(call.work(client, tmp_path / "data")))
            while not opened.is_set():
                await asyncio.sleep(0.01)
            task.cancel()
            await asyncio.wait([task])
            assert task.cancelled()

    with nothing_left(), Stage(call, SLOW, 0) as stage:
        asyncio.run(main(stage.url))
    only_whole(tmp_path, lambda path: path.name == "upload.bin")


def made(parent: Path, call: Call) -> Iterator[Path]:
    """Directories for a call, one after the other; what was there before is dropped."""
    for number in itertools.count():
        path = parent / str(number) / "data"
        path.mkdir(parents=True)
        call.before(path)
        yield path
        shutil.rmtree(path.parent)


@pytest.mark.parametrize("name", CALLS)
def test_a_closed_client_is_refused_everywhere(mode: Mode, name: str, tmp_path: Path) -> None:
    """Any call after close(): a sentence, nothing sent, no file."""
    call = CALLS[name]
    with nothing_left(), Stage(call, SLOW, 1) as stage:
        client = call.client(mode.asynchronous, stage.url)
        error = error_of(
            lambda: asyncio.run(late(client, call, tmp_path)) if mode.asynchronous else after(client, call, tmp_path)
        )
        assert type(error) is UsageError
        assert "closed" in error.message
        assert stage.seen == []
        only_whole(tmp_path, lambda path: path.name in (".lock", "upload.bin"))


async def late(client: Any, call: Call, directory: Path) -> Any:
    await client.close()
    return await _done(call.work(client, directory))


def after(client: Any, call: Call, directory: Path) -> Any:
    client.close()
    return call.work(client, directory)


ASKED_TO_WAIT = Broken(status(503, "100"), refuses=True)
UNDER_WAY = {"it waits for bytes": CONNECTION["stalled in the body"], "it waits for its next try": ASKED_TO_WAIT}
CLOSED = [
    (name, way)
    for at, name in enumerate(CALLS)
    for number, way in enumerate(UNDER_WAY)
    if LONG or name in PROGRAMS or (at + number) % 2
]


@pytest.mark.parametrize(("name", "way"), CLOSED)
def test_closing_ends_what_is_under_way(mode: Mode, name: str, way: str, tmp_path: Path) -> None:
    """Whatever it waits for, it ends at once, in a sentence, with nothing half."""
    call, directory = CALLS[name], next(made(tmp_path, CALLS[name]))
    with nothing_left(), Stage(call, UNDER_WAY[way], 10**6) as stage:
        client = call.client(mode.asynchronous, stage.url)
        closing = closed_in_a_task if mode.asynchronous else closed_in_a_thread
        error, lasted = closing(call, client, directory, stage)
        assert isinstance(error, LabClientsError), repr(error)
        assert "closed" in error.message
        if not call.writes:  # of what was sent nobody knows whether it was done, and that is no wrong use
            assert type(error) is UsageError
        assert lasted < 1, f"it took {lasted:.1f} s"
        only_whole(directory, lambda path: is_whole(path, call))


def closed_in_a_thread(call: Call, client: Any, directory: Path, stage: Stage) -> tuple[BaseException | None, float]:
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(call.work, client, directory)
        while not stage.hits and not running.done():
            time.sleep(0.01)
        time.sleep(0.05)
        begin = time.monotonic()
        client.close()
        return running.exception(20), time.monotonic() - begin


def closed_in_a_task(call: Call, client: Any, directory: Path, stage: Stage) -> tuple[BaseException | None, float]:
    async def main() -> tuple[BaseException | None, float]:
        running = asyncio.ensure_future(_done(call.work(client, directory)))
        while not stage.hits and not running.done():
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        begin = time.monotonic()
        await client.close()
        await asyncio.wait([running], timeout=20)
        return running.exception(), time.monotonic() - begin

    return asyncio.run(main())


@pytest.mark.parametrize("name", CALLS)
def test_an_async_client_is_at_home_in_one_event_loop(name: str, tmp_path: Path) -> None:
    """In another one it is refused with a sentence, nothing is sent and nothing written; at home it is as before."""
    call = CALLS[name]
    folders = made(tmp_path, call)

    async def work(directory: Path) -> None:
        assert call.right(await _done(call.work(client, directory)), directory)

    with nothing_left(), Stage(call, SLOW, 0) as stage, asyncio.Runner() as home, asyncio.Runner() as away:
        client = call.client(True, stage.url)
        home.run(work(next(folders)))
        sent, directory = len(stage.seen), next(folders)
        before = {*directory.rglob("*")}
        error = error_of(lambda: away.run(work(directory)))
        assert type(error) is UsageError
        assert "event loop" in error.message
        assert len(stage.seen) == sent
        assert {*directory.rglob("*")} - before <= {directory / ".lock", directory / "zips"}
        home.run(work(next(folders)))
        home.run(client.close())


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # its connection was never closed
def test_an_async_client_does_not_outlive_its_event_loop() -> None:
    """`asyncio.run` twice with one client: the second is refused with the same sentence."""
    assert "event loop" in run_twice()
    gc.collect()


def run_twice() -> str:
    call = CALLS["read"]

    async def work() -> Any:
        return await _done(call.work(client, Path()))

    with Stage(call, SLOW, 0) as stage:
        client = call.client(True, stage.url)
        asyncio.run(work())
        error = error_of(lambda: asyncio.run(work()))
        assert type(error) is UsageError
        return error.message


CHILD = """
import os, sys
from labclients import UsageError

def child(work):
    number = os.fork()
    if not number:
        try:
            work()
            os._exit(0)
        except UsageError as error:
            os._exit(7 if "forked" in str(error) and "make one in each process" in str(error) else 1)
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
"""

FORK = (
    CHILD
    + """
from labclients import Labguru

def leave():
    with used:
        pass

unused, said = Labguru(token="t", base_url=sys.argv[1]), []
said.append(child(lambda: unused.experiments.get(1)))  # without a connection yet, it is each process's own
with Labguru(token="t", base_url=sys.argv[1]) as used:
    before = used.experiments.get(1).id
    said.append(child(lambda: used.experiments.get(2)))  # two would read from one connection
    said.append(child(leave))
    assert used.experiments.get(3).id == before  # over the same connection: it was not closed there
    listing = iter(used.projects.list())
    next(listing), next(listing)  # pages ahead are on their way, in threads that no child has
    said.append(child(lambda: list(listing)))
    assert len(list(listing)) == 13
unused.experiments.get(4)
print(said)
"""
)

FORKED = (
    CHILD
    + """
import asyncio, threading
from pathlib import Path
from labclients import AsyncLabguru, Labvanced

url, study, directory, begun, go_on = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), *map(Path, sys.argv[4:])
said, loop = [], asyncio.Runner()
client = AsyncLabguru(token="t", base_url=url)
loop.run(client.__aenter__())
get = lambda number: loop.run(client.experiments.get(number))
before = get(1).id
said.append(child(lambda: get(2)))
said.append(child(lambda: loop.run(client.close())))
assert get(3).id == before  # over the same connection
loop.run(client.close())

with Labvanced(token="t", base_url=url) as used:
    reports = []
    mirror = threading.Thread(target=lambda: reports.append(used.mirror(study, directory)))
    mirror.start()
    while not begun.exists():  # the mirror's threads wait for the server
        pass
    said.append(child(lambda: used.sessions(study).all()))
    said.append(child(lambda: used.mirror(study, directory)))
    said.append(child(used.close))
    go_on.touch()
    mirror.join()
    print(said, reports[0])
"""
)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_fork_is_safe_or_refused(server: FaultServer) -> None:
    """A client without connections is each process's own; one with connections is refused, and stays whole at home."""
    pages = CALLS["list"]

    def step(wire: Wire, seen: Seen) -> None:
        content = pages.others(seen) if seen.path.endswith("/projects") else None
        answer(200, content.content if content else b'{"id": %d}' % server.connections)(wire, seen)

    server.plan(step)
    command = [sys.executable, "-W", "ignore", "-c", FORK, server.url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.stdout == "[0, 7, 0, 7]\n", done.stderr
    assert not [seen for seen in server.seen if seen.path.endswith("/experiments/2")]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_fork_in_the_middle_harms_nobody(server: FaultServer, tmp_path: Path) -> None:
    """An async client that is connected, and a mirror that is under way: refused in the child, whole at home."""
    mirror, begun, go_on = CALLS["mirror"], tmp_path / "begun", tmp_path / "go on"

    def step(wire: Wire, seen: Seen) -> None:
        if seen.path.endswith(f"/{HIT}"):
            begun.touch()
            while not go_on.exists() and not wire.closing.wait(0.01):
                pass
        content = mirror.others(seen) if f"/{STUDY}/" in seen.path else None
        answer(200, content.content if content else b'{"id": %d}' % server.connections)(wire, seen)

    server.plan(step)
    places = [str(tmp_path / "data"), str(begun), str(go_on)]
    command = [sys.executable, "-W", "ignore", "-c", FORKED, server.url, str(STUDY), *places]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    report = "<Report: 3 added, 0 updated, 0 unchanged, 0 failed, 0 gone>"
    assert done.stdout == f"[7, 0, 7, 7, 0] {report}\n", done.stderr
    assert not [seen for seen in server.seen if seen.path.endswith("/experiments/2")]
    assert len([seen for seen in server.seen if seen.path.endswith("/sessions")]) == 1
    only_whole(tmp_path / "data", lambda path: is_whole(path, mirror))


def test_a_listing_ends_with_its_client() -> None:
    """A client that is closed in the middle of a loop ends the loop in a sentence."""
    call = CALLS["list"]
    with nothing_left(), Stage(call, SLOW, 0) as stage:
        client = call.client(False, stage.url)
        rows = client.projects.list(page_size=3).rows()
        next(rows)
        client.close()
        assert type(error_of(lambda: list(rows))) is UsageError


def test_an_async_listing_ends_with_its_client() -> None:
    """The same, awaited."""
    call = CALLS["list"]

    async def main(url: str) -> None:
        client = call.client(True, url)
        rows = client.projects.list(page_size=3).rows()
        await anext(rows)
        await client.close()
        _ = [row async for row in rows]

    with nothing_left(), Stage(call, SLOW, 0) as stage:
        error = error_of(lambda: asyncio.run(main(stage.url)))
        assert type(error) is UsageError
        assert "closed" in error.message
