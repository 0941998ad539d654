"""Many calls on one client: at once, cancelled, and by the thousand."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.faults.calls import Certificates, TlsServer
from tests.faults.checks import (
    LONG,
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
from tests.sockets.server import FaultServer, Step, Wire, answer, head
from tests.sockets.server import Seen as Request

from labclients import AsyncLabguru, LabClientsError, Labguru

THREADS, TASKS = 64, 256
CONNECTIONS = 32
MIXED = 10_000 if LONG else 1_000
CANCELLED, ROUNDS, AT_ONCE = 32, 10, 1000
OWN_ANSWER = "each of many callers gets its own answer"
FEW_CONNECTIONS = "a client holds at most 32 connections"
NEXT_CALL = "after 32 cancelled calls the next one takes less than 0.1 s"
CANCELS = "cancelling returns within 0.1 s"


def test_a_thousand_tasks_at_once() -> None:
    """They all get their answers, 32 at a time."""

    async def main(url: str) -> None:
        async with AsyncLabguru(token="t", base_url=url) as client:
            records = await asyncio.gather(*(client.experiments.get(number) for number in range(AT_ONCE)))
            with promise("1,000 tasks at once get their answers", AT_ONCE):
                assert [record.id for record in records] == [*range(AT_ONCE)]

    with nothing_left(), FaultServer(lambda wire, request: numbered(request)(wire, request)) as server:
        asyncio.run(main(server.url))
        with promise(FEW_CONNECTIONS):
            assert server.connections <= CONNECTIONS


def numbered(request: Request) -> Step:
    return answer(json={"id": number_in(request)})


def mixed(wire: Wire, request: Request) -> None:
    """Answers well, with an error, late, in part or not at all, as the number in the path says."""
    number = number_in(request)
    image = image_of(number) if request.path.endswith("/download") else None
    good = answer(200, image) if image else answer(json={"id": number, "filename": f"{number}.png"})
    match number % 8:
        case 1:
            answer(404, b"no")(wire, request)
        case 2:
            wire.cut()
        case 3:  # its caller may be cancelled meanwhile
            wire.closing.wait(0.03)
            good(wire, request)
        case 4:
            wire.send(head(200, {"Content-Length": "4000"}) + b"[1, 2")
            wire.end()
        case _:
            good(wire, request)


def number_in(request: Request) -> int:
    return int(re.findall(r"\d+", request.path.removeprefix("/api/v1"))[0])


def image_of(number: int) -> bytes:
    return b"PNG %d " % number * 1000


async def one_of_many(client: Any, number: int, directory: Path) -> str:
    """A read, a download or a write; how it ended. A success is the answer to this call."""
    call = (client.experiments.get, client.experiments.update, client.attachments.download)[number // 8 % 3]
    args: dict[str, Any] = {"directory": directory} if number // 8 % 3 == 2 else {}
    args |= {"title": "PCR"} if number // 8 % 3 == 1 else {}
    try:
        awaitable = _done(call(number, **args))
        result = await (asyncio.wait_for(awaitable, 0.02) if client._client.is_async and number % 8 == 3 else awaitable)
    except TimeoutError:
        return "cancelled"
    except LabClientsError:
        return "error"
    with promise(OWN_ANSWER):
        assert result.read_bytes() == image_of(number) if args.get("directory") else result.id == number
    return "success"


def test_many_mixed_calls_leave_nothing(tmp_path: Path) -> None:
    """10,000 successes, errors, cancellations and downloads (1,000 in the short form), by tasks and by threads."""

    async def by_tasks(url: str, numbers: range) -> list[str]:
        async with AsyncLabguru(token="t", base_url=url, attempts=2) as client:
            ends = list[str]()
            for at in range(0, len(numbers), TASKS):
                part = numbers[at : at + TASKS]
                ends += await asyncio.gather(*(one_of_many(client, number, tmp_path) for number in part))
            await at_rest(client)
            return ends

    def by_threads(url: str, numbers: range) -> list[str]:
        with Labguru(token="t", base_url=url, attempts=2) as client, ThreadPoolExecutor(THREADS) as pool:
            calls = [pool.submit(asyncio.run, one_of_many(client, number, tmp_path)) for number in numbers]
            ends = [call.result() for call in calls]
            asyncio.run(at_rest(client))
            return ends

    half, before = MIXED // 2, resources()
    with nothing_left(MIXED), FaultServer(mixed) as server:
        ends = asyncio.run(by_tasks(server.url, range(1000, 1000 + half)))
        ends += by_threads(server.url, range(1000 + half, 1000 + MIXED))
        assert len(ends) == MIXED
        soon(lambda: check_disconnected(server))
    only_whole(tmp_path, lambda path: path.read_bytes() == image_of(int(path.stem)))
    figures[f"descriptors and threads left after {MIXED:,} mixed calls"] = str(len(leaked(before)))
    kinds = ("success", "error", "cancelled")
    figures[f"of these: {', '.join(kinds)}"] = ", ".join(str(ends.count(kind)) for kind in kinds)
    assert {*ends} == {*kinds}


def check_disconnected(server: FaultServer) -> None:
    assert server.serving() == []


@contextlib.contextmanager
def silent_server(way: str, tls: Certificates) -> Iterator[tuple[FaultServer, dict[str, Any]]]:
    """A server that is silent before its headers for experiment 1; the options to reach it."""

    def step(wire: Wire, request: Request) -> None:
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
    for sentence, seconds in ((NEXT_CALL, waits), (CANCELS, cancels)):
        with promise(sentence, ROUNDS):
            check_fast(seconds)


def check_fast(seconds: list[float]) -> None:
    """Half of them within 0.1 s, and none more than a busy machine explains."""
    assert sorted(seconds)[len(seconds) // 2] < 0.1, seconds
    assert max(seconds) < 1, seconds


def in_ms(seconds: list[float]) -> str:
    return f"{sorted(seconds)[len(seconds) // 2] * 1000:.0f} ms, {max(seconds) * 1000:.0f} ms"
