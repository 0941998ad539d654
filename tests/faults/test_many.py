"""Many calls on one client: at once, cancelled, and by the thousand."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.faults.calls import Certificates, TlsServer
from tests.faults.checks import (
    LONG,
    SEED,
    TOKEN,
    at_rest,
    connections_in_use,
    figures,
    leaked,
    nothing_left,
    only_whole,
    promise,
    resources,
    soon,
)
from tests.faults.faults import tunnel
from tests.sockets.conftest import _done
from tests.sockets.server import FaultServer, Seen, Wire, answer, head

from labclients import AsyncLabguru, LabClientsError, Labguru
from labguru_api import api

THREADS, TASKS, EACH = 64, 256, 10 if LONG else 2
CONNECTIONS = 32
MIXED = 10_000 if LONG else 1_000
CANCELLED, ROUNDS, AT_ONCE = 32, 10, 1000
OWN_ANSWER = "each of many callers gets its own answer"
FEW_CONNECTIONS = "a client holds at most 32 connections"
NOTHING_AFTER = "many mixed calls leave nothing once the client is closed"
NEXT_CALL = "after 32 cancelled calls the next one takes less than 0.1 s"
AT_ONCE_CANCELLED = "cancelling returns within 0.1 s"


class Echo(FaultServer):
    """Answers late and with the number it was asked for; resets a few reads. It counts connections."""

    def __init__(self) -> None:
        super().__init__(self._answer)
        self.most = self.now = 0
        self._random = random.Random(SEED)

    def _serve(self, connection: socket.socket) -> None:
        self._count(1)
        try:
            super()._serve(connection)
        finally:
            self._count(-1)

    def _count(self, more: int) -> None:
        with self._lock:
            self.now += more
            self.most = max(self.most, self.now)

    def _answer(self, wire: Wire, request: Seen) -> None:
        with self._lock:
            resets, pause = self._random.random() < 0.02, self._random.uniform(0.002, 0.01)
        time.sleep(pause)
        if resets and request.method == "GET":
            wire.cut()
        match = re.search(rb"1\d{6}", request.target.encode() + request.body)
        body = content(request, int(match[0]) if match else 0)
        wire.send(head(200, {"Content-Length": str(len(body))}) + body)


def content(request: Seen, number: int) -> bytes:
    if request.path.endswith("/download"):
        return b"the file of %d " % number * 50
    if request.path.endswith("/projects"):
        page = int(dict(request.query).get("page", 1))
        rows = [{"id": number * 10 + page}] if page <= 3 else []
        return json.dumps({"meta": {"item_count": 3, "page_count": 3}, "data": rows}).encode()
    return b'{"id": %d}' % number


Ask = Callable[[Any, int], Any]
QUESTIONS: list[tuple[Ask, Callable[[Any, int], bool]]] = [
    (lambda client, number: client.experiments.get(number), lambda record, number: record.id == number),
    (
        lambda client, number: client.experiments.create(title=str(number), project_id=1, milestone_id=2),
        lambda record, number: record.id == number,
    ),
    (
        lambda client, number: client.projects.list(name=str(number)).all(),
        lambda rows, number: [row.id for row in rows] == [number * 10 + page for page in (1, 2, 3)],
    ),
    (
        lambda client, number: client.call(api.attachments.download, number),
        lambda data, number: data == b"the file of %d " % number * 50,
    ),
]


async def ask(client: Any, caller: int) -> None:
    """The questions of one caller, each with a number of its own."""
    for at in range(EACH):
        number = 1_000_000 + caller * 1000 + at
        question, is_right = QUESTIONS[(caller + at) % len(QUESTIONS)]
        result = await _done(question(client, number))
        with promise(OWN_ANSWER):
            assert is_right(result, number), result


def test_threads() -> None:
    """64 threads share one client: reads, writes, lists, files."""
    start = threading.Barrier(THREADS)

    def work(client: Labguru, caller: int) -> None:
        start.wait()
        asyncio.run(ask(client, caller))

    with nothing_left(), Echo() as server:
        with Labguru(token="t", base_url=server.url, attempts=8) as client, ThreadPoolExecutor(THREADS) as pool:
            for future in [pool.submit(work, client, caller) for caller in range(THREADS)]:
                future.result()
        with promise(FEW_CONNECTIONS):
            assert server.most <= CONNECTIONS + 4  # some that the client has closed, and the server not yet


def test_tasks_and_cancelled_tasks() -> None:
    """256 tasks share one client, and every other one is cancelled: the others get their own answers."""
    draw = random.Random(SEED)

    async def main(url: str) -> None:
        async with AsyncLabguru(token="t", base_url=url, attempts=8) as client:
            tasks = [asyncio.create_task(ask(client, caller)) for caller in range(TASKS)]
            for task in tasks[::2]:
                asyncio.get_running_loop().call_later(draw.uniform(0, 0.5), task.cancel)
            ended = await asyncio.gather(*tasks, return_exceptions=True)
            with promise(OWN_ANSWER):
                assert ended[1::2] == [None] * (TASKS // 2)
                assert all(end is None or isinstance(end, asyncio.CancelledError) for end in ended)

    with nothing_left(), Echo() as server:
        asyncio.run(main(server.url))
        with promise(FEW_CONNECTIONS):
            assert server.most <= CONNECTIONS + TASKS // 2  # the server has not read yet that calls were cancelled


def test_a_thousand_tasks_at_once() -> None:
    """They all get their answers, 32 at a time."""

    async def main(url: str) -> None:
        async with AsyncLabguru(token="t", base_url=url) as client:
            records = await asyncio.gather(*(client.experiments.get(number) for number in range(AT_ONCE)))
            with promise("1,000 tasks at once get their answers", AT_ONCE):
                assert [record.id for record in records] == [*range(AT_ONCE)]

    numbered = lambda wire, request: answer(json={"id": int(request.path.rpartition("/")[2])})(wire, request)  # noqa: E731
    with nothing_left(), FaultServer(numbered) as server:
        asyncio.run(main(server.url))
        with promise(FEW_CONNECTIONS):
            assert server.connections <= CONNECTIONS


def mixed(wire: Wire, request: Seen) -> None:
    """Answers well, with errors, not at all, or in part, as the number in the path says."""
    number = int((re.findall(r"\d+", request.path.removeprefix("/api/v1")) or ["0"])[0])
    match number % 8:
        case 1:
            answer(404, b"no")(wire, request)
        case 2:
            wire.cut()
        case 3:  # for who is cancelled
            wire.closing.wait(0.02)
            answer(json={"id": number, "filename": f"{number}.png"})(wire, request)
        case 4:
            wire.send(head(200, {"Content-Length": "4000"}) + b"[1, 2")
            wire.end()
        case _:
            body = b"PNG" * 3000 if request.path.endswith("/download") else None
            document = {"id": number, "filename": f"{number}.png"}
            (answer(200, body) if body else answer(json=document))(wire, request)


async def one_of_many(client: Any, number: int, directory: Path) -> str:
    """A call: a download, a read or a write; how it ended."""
    calls = (
        lambda: client.experiments.get(number),
        lambda: client.attachments.download(number, directory),
        lambda: client.experiments.update(number, title="PCR"),
        lambda: client.experiments.get(number),
    )
    try:
        if number % 8 == 3 and client._client.is_async:
            await asyncio.wait_for(calls[number // 8 % 4](), 0.01)
        else:
            await _done(calls[number // 8 % 4]())
    except TimeoutError:
        return "cancelled"
    except LabClientsError:
        return "error"
    return "success"


def test_many_mixed_calls_leave_nothing(tmp_path: Path) -> None:
    """10,000 successes, errors, cancellations and downloads (1,000 in the short form), sync and async."""

    async def run_async(url: str, numbers: range) -> list[str]:
        async with AsyncLabguru(token="t", base_url=url, attempts=2) as client:
            ends = list[str]()
            for at in range(0, len(numbers), 50):
                part = numbers[at : at + 50]
                ends += await asyncio.gather(*(one_of_many(client, number, tmp_path) for number in part))
            await at_rest(client)
            return ends

    def run_sync(url: str, numbers: range) -> list[str]:
        with Labguru(token="t", base_url=url, attempts=2) as client, ThreadPoolExecutor(8) as pool:
            calls = [pool.submit(asyncio.run, one_of_many(client, number, tmp_path)) for number in numbers]
            ends = [call.result() for call in calls]
            asyncio.run(at_rest(client))
            return ends

    half, before = MIXED // 2, resources()
    with nothing_left(MIXED), FaultServer(mixed) as server:
        ends = asyncio.run(run_async(server.url, range(1000, 1000 + half)))
        ends += run_sync(server.url, range(1000 + half, 1000 + MIXED))
        with promise(NOTHING_AFTER, MIXED):
            assert len(ends) == MIXED
            assert {*ends} == {"success", "error", "cancelled"}
            soon(lambda: check_disconnected(server))
    only_whole(tmp_path, lambda path: path.read_bytes() == b"PNG" * 3000 or path.stat().st_size < 200)
    figures[f"descriptors and threads left after {MIXED:,} mixed calls"] = str(len(leaked(before)))
    figures["mixed calls: " + ", ".join(sorted({*ends}))] = ", ".join(str(ends.count(end)) for end in sorted({*ends}))


def check_disconnected(server: FaultServer) -> None:
    assert server.serving() == []


@contextlib.contextmanager
def silent_server(way: str, tls: Certificates) -> Iterator[tuple[FaultServer, dict[str, Any]]]:
    """A server that is silent before its headers for experiment 1; the options to reach it."""

    def step(wire: Wire, request: Seen) -> None:
        if request.path.endswith("/1"):
            wire.closing.wait(30)
        answer(json={"id": 2})(wire, request)

    context = None if way == "plain" else tls.server
    with TlsServer(step, context=context) as server, contextlib.ExitStack() as stack:
        options: dict[str, Any] = {"token": TOKEN, "base_url": server.url}
        if context:
            options["verify"] = tls.path
        if way == "proxy":
            options["proxy"] = stack.enter_context(FaultServer(tunnel)).url
        yield server, options


@pytest.mark.parametrize("way", ["plain", "tls", "proxy"])
def test_cancelled_calls_do_not_delay_the_next_one(way: str, tls: Certificates) -> None:
    """32 calls wait for headers that do not come, and are cancelled, 10 times; proxy: TLS through CONNECT."""
    waits, cancels = list[float](), list[float]()

    async def main(server: FaultServer, options: dict[str, Any]) -> None:
        async with AsyncLabguru(**options) as client:
            for number in range(1, ROUNDS + 1):
                tasks = [asyncio.create_task(client.experiments.get(1)) for _ in range(CANCELLED)]
                deadline = time.monotonic() + 20
                while sum(request.path.endswith("/1") for request in server.seen) < number * CANCELLED:
                    assert time.monotonic() < deadline
                    await asyncio.sleep(0.01)
                begin = time.monotonic()
                for task in tasks:
                    task.cancel()
                await asyncio.wait(tasks)
                cancels.append(time.monotonic() - begin)
                begin = time.monotonic()
                record = await client.experiments.get(2)
                waits.append(time.monotonic() - begin)
                assert record.id == 2
                await at_rest(client)
                assert connections_in_use(client) == 0

    with nothing_left(), silent_server(way, tls) as (server, options):
        asyncio.run(main(server, options))
    figures[f"next call after 32 cancelled, {way}: median, slowest of 10"] = in_ms(waits)
    figures[f"cancelling 32 calls, {way}: median, slowest of 10"] = in_ms(cancels)
    for sentence, seconds in ((NEXT_CALL, waits), (AT_ONCE_CANCELLED, cancels)):
        with promise(sentence, ROUNDS):
            check_fast(seconds)


def check_fast(seconds: list[float]) -> None:
    """Half of them within 0.1 s, and none more than a busy machine explains."""
    assert sorted(seconds)[len(seconds) // 2] < 0.1, seconds
    assert max(seconds) < 1, seconds


def in_ms(seconds: list[float]) -> str:
    return f"{sorted(seconds)[len(seconds) // 2] * 1000:.0f} ms, {max(seconds) * 1000:.0f} ms"
