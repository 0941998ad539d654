"""Leaving in the middle: Ctrl-C, cancelled tasks, closed clients, ending programs, forks."""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.faults.calls import CALLS, Call, Server, is_whole
from tests.faults.checks import LONG, SEED, at_rest, figures, nothing_left, only_whole, promise
from tests.faults.faults import CONNECTION, SLOW, Fault, status
from tests.faults.test_matrix import ALWAYS
from tests.sockets.conftest import Mode, _done
from tests.sockets.server import FaultServer, Wire, answer
from tests.sockets.server import Seen as Request

from labclients import LabClientsError, UsageError

END_SECONDS = 1.0
ENDS = "a program ends within 1 s while a server is silent"
CANCELS = "a cancelled call returns within 0.1 s, and the client works on"
INTERRUPTS = "after Ctrl-C the client works on"
CLOSES = "closing a client ends its calls at once, in one error"
MOMENTS = 40 if LONG else 3

# Programs. Each prints "leaving" when it leaves, or "waiting" when it waits for Ctrl-C.

START = """
import asyncio, sys, threading, time
from pathlib import Path
from labclients import AsyncLabguru, AsyncLabvanced, Labguru, Labvanced

url, directory, study, session = sys.argv[1], sys.argv[2], 61286, 4100008
say = lambda text: print(text, flush=True)
labguru = lambda: Labguru(token="t", base_url=url)
labvanced = lambda: Labvanced(token="t", base_url=url)

async def begun(client, call):
    task = asyncio.ensure_future(call)
    await asyncio.sleep(0.3)
    return task

"""
INTERRUPTED = {
    "read": 'say("waiting"); labguru().experiments.get(7)',
    "listing": 'say("waiting"); labguru().projects.list().all()',
    "download": 'say("waiting"); labvanced().download(study, session, directory)',
    "mirror": 'say("waiting"); labvanced().mirror(study, directory)',
    "async download": """
async def main():
    async with AsyncLabvanced(token="t", base_url=url) as client:
        say("waiting")
        await client.download(study, session, directory)
asyncio.run(main())
""",
    "async, never closed": """
async def main():
    say("waiting")
    await AsyncLabguru(token="t", base_url=url).experiments.get(7)
asyncio.run(main())
""",
}
LEAVES = {
    "return, while a listing prefetches": """
rows = iter(labguru().projects.list().rows())
next(rows), next(rows)
time.sleep(0.2)
say("leaving")
""",
    "sys.exit, while a thread waits": """
client = labguru()
threading.Thread(target=lambda: client.experiments.get(7), daemon=True).start()
time.sleep(0.2)
say("leaving")
sys.exit(0)
""",
    "a cancelled task": """
async def main():
    client = AsyncLabvanced(token="t", base_url=url)
    task = await begun(client, client.download(study, session, directory))
    say("leaving")
    task.cancel()
asyncio.run(main())
""",
    "async with, left by an error": """
async def main():
    async with AsyncLabguru(token="t", base_url=url) as client:
        task = await begun(client, client.experiments.get(7))
        say("leaving")
        raise SystemExit(0)
asyncio.run(main())
""",
    "return, while an async listing prefetches": """
async def main():
    client = AsyncLabguru(token="t", base_url=url)
    rows = client.projects.list().rows()
    await anext(rows), await anext(rows)
    await asyncio.sleep(0.2)
    say("leaving")
asyncio.run(main())
""",
}


def silent(wire: Wire, request: Request) -> None:
    """Answers the first page of a list and a study's sessions; else silent, in the middle of a body if it can."""
    if request.path.endswith("/projects") and dict(request.query).get("page", "1") == "1":
        CALLS["list"].elsewhere(request).step(wire, request)
    elif request.path.endswith("/sessions"):
        CALLS["sessions"].good.step(wire, request)
    else:
        if "/download/" in request.path:
            wire.send(CALLS["download"].good.whole[:20_000])
        wire.closing.wait(30)


def end_of(code: str, directory: Path, *, interrupt: bool = False) -> tuple[float, int, str]:
    """Run a program: seconds from leaving (or from Ctrl-C) to its end, exit status, standard error.

    Of at most 3 runs, the fastest: a busy machine may be late once, but a program that waits for a server always is.
    """
    directory.mkdir()
    ends = list[tuple[float, int, str]]()
    while not ends or (min(ends)[0] >= END_SECONDS and len(ends) < 3):
        with FaultServer(silent) as server:
            command = [sys.executable, "-W", "ignore", "-c", START + code, server.url, str(directory)]
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            assert process.stdout
            process.stdout.readline()
            if interrupt:
                time.sleep(0.2)
            begin = time.monotonic()
            if interrupt:
                process.send_signal(signal.SIGINT)
            try:
                _, text = process.communicate(timeout=20)
            finally:
                process.kill()
            ends.append((time.monotonic() - begin, process.returncode, text))
        only_whole(directory, is_whole)
    return min(ends)


@pytest.mark.skipif(os.name == "nt", reason="a process of Windows cannot be interrupted alone")
@pytest.mark.parametrize("name", INTERRUPTED)
def test_ctrl_c_ends_a_program(name: str, tmp_path: Path) -> None:
    """A real SIGINT in any type of call: KeyboardInterrupt within 1 s, and no temporary file."""
    with promise(ENDS):
        seconds, _, text = end_of(INTERRUPTED[name], tmp_path / "data", interrupt=True)
        assert text.rstrip().splitlines()[-1].startswith("KeyboardInterrupt"), text
        assert seconds < END_SECONDS
    figures[f"end after Ctrl-C: {name}"] = f"{seconds * 1000:.0f} ms"


@pytest.mark.parametrize("name", LEAVES)
def test_a_program_ends_while_a_server_is_silent(name: str, tmp_path: Path) -> None:
    """By return, sys.exit, a cancelled task or an error, also without closing: within 1 s, and no temporary file."""
    with promise(ENDS):
        seconds, exit_status, text = end_of(LEAVES[name], tmp_path / "data")
        assert exit_status == 0, text
        assert seconds < END_SECONDS
    figures[f"end by {name}"] = f"{seconds * 1000:.0f} ms"


# In a program that goes on: a notebook, a service.


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no timer that sends a signal")
@pytest.mark.parametrize("name", ["read", "list", "upload", "attachment", "download", "mirror"])
def test_ctrl_c_leaves_a_client_that_works(name: str, tmp_path: Path) -> None:
    """Ctrl-C while a server is silent: KeyboardInterrupt at once, nothing half, and the same call works then."""
    call = CALLS[name]
    directories = fresh_directories(tmp_path, call)
    fault = CONNECTION["silent in the body"]
    with nothing_left(), Server(call, fault, ALWAYS) as server, call.client(False, server.url) as client:
        before = signal.signal(signal.SIGALRM, signal.default_int_handler)
        directory = next(directories)
        try:
            signal.setitimer(signal.ITIMER_REAL, 0.15)
            begin = time.monotonic()
            with promise(INTERRUPTS), pytest.raises(KeyboardInterrupt):
                call.run(client, directory)
            assert time.monotonic() - begin < 0.15 + END_SECONDS
        finally:
            signal.signal(signal.SIGALRM, before)
        asyncio.run(at_rest(client))
        only_whole(directory, is_whole, within=2)
        server.recover()
        directory = next(directories)
        with promise(INTERRUPTS):
            assert call.is_right(call.run(client, directory), directory)


@pytest.mark.parametrize("name", CALLS)
def test_a_cancelled_call_leaves_nothing(name: str, tmp_path: Path) -> None:
    """A task is cancelled at some moments of a call: it ends at once, nothing half stays, and the client works."""
    call, draw = CALLS[name], random.Random(f"{SEED} {name}")

    async def main(url: str, directories: Iterator[Path]) -> None:
        async with call.client(True, url) as client:
            for _ in range(MOMENTS):
                directory = next(directories)
                task = asyncio.ensure_future(_done(call.run(client, directory)))
                await asyncio.sleep(draw.uniform(0, 0.06))
                task.cancel()
                begin = time.monotonic()
                await asyncio.wait([task])
                seconds.append(time.monotonic() - begin)
                if not task.cancelled():
                    assert call.is_right(task.result(), directory)
                await at_rest(client)
                only_whole(directory, is_whole, within=2)
            directory = next(directories)
            with promise(CANCELS, MOMENTS):
                assert call.is_right(await _done(call.run(client, directory)), directory)
                assert sorted(seconds)[len(seconds) // 2] < 0.1, seconds

    seconds = list[float]()
    with nothing_left(), Server(call, SLOW, ALWAYS) as server:
        asyncio.run(main(server.url, fresh_directories(tmp_path, call)))


def fresh_directories(parent: Path, call: Call) -> Iterator[Path]:
    """One directory after the other for a call; the one before is removed."""
    for number in itertools.count():
        path = parent / str(number) / "data"
        path.mkdir(parents=True)
        call.prepare(path)
        yield path
        shutil.rmtree(path.parent)


UNDER_WAY = {
    "waits for bytes": CONNECTION["silent in the body"],
    "waits for its retry": Fault(status(503, "100"), not_acted=True),
}


@pytest.mark.parametrize("way", UNDER_WAY)
@pytest.mark.parametrize("name", ["read", "list", "write", "attachment", "download", "mirror"])
def test_closing_ends_a_call(mode: Mode, name: str, way: str, tmp_path: Path) -> None:
    """A client is closed while its call waits: one error of ours, at once, and nothing half."""
    call = CALLS[name]
    directory = next(fresh_directories(tmp_path, call))
    with nothing_left(), Server(call, UNDER_WAY[way], ALWAYS) as server:
        client = call.client(mode.asynchronous, server.url)

        async def main() -> tuple[float, LabClientsError]:
            run = call.run if mode.asynchronous else in_thread(call.run)
            task = asyncio.ensure_future(_done(run(client, directory)))
            while not server.faults:
                await asyncio.sleep(0.005)
            await asyncio.sleep(0.05)
            begin = time.monotonic()
            await _done(client.close())
            with pytest.raises(LabClientsError) as raised:
                await asyncio.wait_for(task, 20)
            return time.monotonic() - begin, raised.value

        seconds, error = asyncio.run(main())
        with promise(CLOSES):
            assert seconds < END_SECONDS
            assert "closed" in error.message
    only_whole(directory, is_whole)


def in_thread(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *args: asyncio.to_thread(function, *args)


def test_a_listing_ends_with_its_client(mode: Mode) -> None:
    """A client that is closed within a loop over its listing ends the loop in one sentence."""

    async def main() -> None:
        client = call.client(mode.asynchronous, server.url)
        rows = client.projects.list(page_size=3).rows()
        await (anext(rows) if mode.asynchronous else asyncio.to_thread(next, rows))
        await _done(client.close())
        with promise(CLOSES), pytest.raises(UsageError, match="closed"):
            _ = [row async for row in rows] if mode.asynchronous else [*rows]

    call = CALLS["list"]
    with nothing_left(), Server(call, SLOW, 0) as server:
        asyncio.run(main())


FORK = """
import os, sys, threading
from labclients import Labguru, Labvanced, UsageError

def child(work):
    number = os.fork()
    if not number:
        try:
            work()
            os._exit(0)
        except UsageError as error:
            os._exit(7 if "forked" in str(error) and "make a client in each process" in str(error) else 1)
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])

url, ends = sys.argv[1], []
unused = Labguru(token="t", base_url=url)
ends.append(child(lambda: unused.experiments.get(1)))  # without a connection it works in each process
with Labguru(token="t", base_url=url) as used:
    before = used.experiments.get(1).id
    ends.append(child(lambda: used.experiments.get(2)))
    ends.append(child(used.close))
    assert used.experiments.get(3).id == before  # on the same connection
    rows = iter(used.projects.list())
    next(rows), next(rows)  # threads prefetch pages; a child has none of them
    ends.append(child(lambda: list(rows)))
    assert len(list(rows)) == 13
print(ends)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_forked_process_works_or_is_refused() -> None:
    """A client with connections is refused in a forked process, and keeps working at home."""
    pages = CALLS["list"]

    def step(wire: Wire, request: Request) -> None:
        if request.path.endswith("/projects"):
            pages.elsewhere(request).step(wire, request)
        else:
            answer(json={"id": server.connections})(wire, request)

    with FaultServer(step) as server, promise("a forked process works or is refused"):
        command = [sys.executable, "-W", "ignore", "-c", FORK, server.url]
        process = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert process.stdout == "[0, 7, 0, 7]\n", process.stderr
        assert not [request for request in server.seen if request.path.endswith("/experiments/2")]
