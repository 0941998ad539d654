"""Whoever leaves in the middle - Ctrl-C, a cancelled task, a closed client, a fork - leaves nothing half, and soon."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.sockets.conftest import Mode, _done
from tests.sockets.laws import error_of
from tests.sockets.server import FaultServer, Seen, Wire, answer
from tests.torture.calls import CALLS, Call, Stage
from tests.torture.conftest import LONG
from tests.torture.faults import CONNECTION, dripping, go_on, whole
from tests.torture.faults import Fault as Broken
from tests.torture.laws import SECRET, nothing_left, only_whole
from tests.torture.test_matrix import is_right, is_whole

from labclients import AsyncLabguru, AsyncLabvanced, Labguru, UsageError
from labclients.files import atomic
from labclients.labguru.attachments import Attachments

ROW = "leaving: Ctrl-C, cancelling, closing, forking"
ENDED = 3.0  # seconds from Ctrl-C to the end of the program, on a busy machine; the server is silent for 30

PROGRAM = """
import asyncio, sys
from pathlib import Path
from tests.sockets.conftest import _done
from tests.torture.calls import CALLS
import labclients

call, mode, url, directory = CALLS[sys.argv[1]], sys.argv[2], sys.argv[3], Path(sys.argv[4])
kind = getattr(labclients, mode + ("Labvanced" if call.labvanced else "Labguru"))

async def main():  # as in a script that knows no `async with`
    await _done(call.work(kind(token="t", base_url=url), directory))

asyncio.run(main()) if mode else call.work(kind(token="t", base_url=url), directory)
"""


class Program:
    """A call in a program of its own, that never closes its client, and a server that falls silent in it."""

    def __init__(self, name: str, mode: str, fault: str, directory: Path) -> None:
        self.call, self.directory = CALLS[name], directory
        directory.mkdir(parents=True)
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
    started = [(call, fault) for call in (CALLS if LONG else ("list", "attachment", "mirror")) for fault in faults]
    programs = [Program(call, mode, fault, tmp_path / call / fault) for call, fault in started]
    for program in programs:
        program.interrupt()
        tried()


SLOW = Broken(dripping(whole, 0.002, go_on))
MOMENTS = 60 if LONG else 4


@pytest.mark.parametrize("name", CALLS)
def test_a_cancelled_task_leaves_nothing(name: str, tmp_path: Path, tried: Callable[[], None]) -> None:
    """At any moment; and the client is as good as before."""
    call, draw, mode = CALLS[name], random.Random(name), Mode("async")

    async def main(url: str, folders: Iterator[Path]) -> None:
        kind = mode.labvanced_class if call.labvanced else mode.labguru_class
        async with kind(token="t", base_url=url) as client:
            for _ in range(MOMENTS):
                directory = next(folders)
                task = asyncio.ensure_future(_done(call.work(client, directory)))
                await asyncio.sleep(draw.uniform(0, 0.06))
                task.cancel()
                await asyncio.wait([task])
                if not task.cancelled():
                    assert is_right(task.result(), call, SLOW, directory)
                only_whole(directory, lambda path: is_whole(path, call))
                tried()
            directory = next(folders)
            assert is_right(await _done(call.work(client, directory)), call, SLOW, directory)

    with nothing_left(), Stage(call, SLOW, 10**6) as stage:
        asyncio.run(main(stage.url, made(tmp_path)))


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
    monkeypatch.setattr(Attachments, "_opened", slow(Attachments._opened))

    async def main(url: str) -> None:
        kind = AsyncLabvanced if call.labvanced else AsyncLabguru
        async with kind(token="t", base_url=url) as client:
            task = asyncio.ensure_future(_done(call.work(client, tmp_path / "data")))
            while not opened.is_set():
                await asyncio.sleep(0.01)
            task.cancel()
            await asyncio.wait([task])
            assert task.cancelled()

    with nothing_left(), Stage(call, SLOW, 0) as stage:
        asyncio.run(main(stage.url))
    only_whole(tmp_path, lambda path: path.name == "upload.bin")


def made(parent: Path) -> Iterator[Path]:
    for number in range(10**6):
        path = parent / str(number) / "data"
        path.mkdir(parents=True)
        yield path


@pytest.mark.parametrize("name", CALLS)
def test_a_closed_client_is_refused_everywhere(mode: Mode, name: str, tmp_path: Path) -> None:
    """Any call after close(): a sentence, nothing sent, no file."""
    call = CALLS[name]
    with nothing_left(), Stage(call, SLOW, 1) as stage:
        client = (mode.labvanced_class if call.labvanced else mode.labguru_class)(token="t", base_url=stage.url)
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


FORK = """
import os, sys
from labclients import Labguru, UsageError

def child(work):
    number = os.fork()
    if not number:
        try:
            work()
            os._exit(0)
        except UsageError as error:
            os._exit(7 if "forked" in str(error) and "make one in each process" in str(error) else 1)
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])

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


def test_a_listing_ends_with_its_client(server: FaultServer) -> None:
    """A client that is closed in the middle of a loop ends the loop in a sentence."""
    call = CALLS["list"]
    with nothing_left(), Stage(call, SLOW, 0) as stage:
        client = Labguru(token=SECRET, base_url=stage.url)
        rows = client.projects.list(page_size=3).rows()
        next(rows)
        client.close()
        assert type(error_of(lambda: list(rows))) is UsageError
