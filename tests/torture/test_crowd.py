"""Many at once on one client: each gets its own answer, over few connections."""

from __future__ import annotations

import asyncio
import json
import random
import re
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.sockets.conftest import Mode, _done
from tests.sockets.server import FaultServer, Seen, Wire, head
from tests.torture.calls import archive
from tests.torture.conftest import LONG
from tests.torture.laws import DataLost, nothing_left

import labguru_api.api.attachments as attachments
from labclients import AsyncLabguru, Labguru

ROW = "64 threads, 256 tasks"
THREADS, TASKS, EACH = 64, 256, 20 if LONG else 2
CONNECTIONS = 32
LATE = 8  # connections that a client has closed, and the server has not heard of


class Crowded(FaultServer):
    """Answers late, and counts the connections that there are at a time."""

    def __init__(self) -> None:
        super().__init__(self._late)
        self.most = self.now = self.cuts = 0
        self._random = random.Random(6)

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

    def _late(self, wire: Wire, seen: Seen) -> None:
        with self._lock:
            drawn, pause = self._random.random(), self._random.uniform(0.005, 0.015)
        time.sleep(pause)
        body = self.content(seen)
        self.send(wire, seen, head(200, {"Content-Length": str(len(body))}) + body, drawn)

    def content(self, seen: Seen) -> bytes:
        raise NotImplementedError

    def send(self, wire: Wire, seen: Seen, whole: bytes, drawn: float) -> None:
        wire.send(whole)


class Echo(Crowded):
    """Answers with the number that was asked for; every now and then it resets, or says more than it was asked."""

    def content(self, seen: Seen) -> bytes:
        number = asked_for(seen)
        if seen.path.endswith("/download"):
            return b"the file of %d " % number * 50
        if seen.path.endswith("/projects"):
            page = int(dict(seen.query).get("page", 1))
            data = [{"id": number * 10 + page}] if page <= 3 else []
            return json.dumps({"meta": {"item_count": 3, "page_count": 3}, "data": data}).encode()
        return b'{"id": %d}' % number

    def send(self, wire: Wire, seen: Seen, whole: bytes, drawn: float) -> None:
        odd = drawn < 0.04 and seen.method == "GET"  # a write is not sent again
        with self._lock:
            self.cuts += odd
        if odd and drawn < 0.02:
            wire.cut()
        number = str(asked_for(seen)).encode()
        wire.send(whole + (whole.replace(number, b"9" * len(number)) if odd else b""))


def asked_for(seen: Seen) -> int:
    found = re.search(rb"1\d{6}", seen.target.encode() + seen.body)
    return int(found[0]) if found else 0  # it was cancelled in the middle of its request


Ask = Callable[[Any, int], Any]
#: What is asked, and what is to come.
ASKED: list[tuple[Ask, Callable[[Any, int], bool]]] = [
    (lambda client, number: client.experiments.get(number), lambda found, number: found.id == number),
    (
        lambda client, number: client.experiments.create(title=str(number), project_id=1, milestone_id=2),
        lambda found, number: found.id == number,
    ),
    (
        lambda client, number: client.projects.list(name=str(number)).all(),
        lambda found, number: [one.id for one in found] == [number * 10 + page for page in (1, 2, 3)],
    ),
    (
        lambda client, number: client.call(attachments.download, number),
        lambda found, number: found == b"the file of %d " % number * 50,
    ),
]


def questions(caller: int) -> list[tuple[int, Ask, Callable[[Any, int], bool]]]:
    """Those of one caller: of each kind, in another order."""
    return [(1_000_000 + caller * 1000 + at, *ASKED[(caller + at) % len(ASKED)]) for at in range(EACH)]


def check(found: Any, number: int, right: Callable[[Any, int], bool]) -> None:
    if not right(found, number):
        raise DataLost(f"somebody asked for {number}, and got {found!r}")


def bounded(server: Crowded, tried: Callable[[], None], callers: int, lost: int = 0) -> None:
    """No more connections at a time than a client may have, and new ones only for those that were lost."""
    for _ in range(callers * EACH):
        tried()
    assert server.most <= CONNECTIONS + LATE
    assert server.connections <= CONNECTIONS + server.cuts + lost


def test_threads(tried: Callable[[], None]) -> None:
    """64 threads, each with its own questions: reads, writes, lists, files."""
    start = threading.Barrier(THREADS)

    def ask(client: Labguru, caller: int) -> None:
        start.wait()
        for number, asks, right in questions(caller):
            check(asks(client, number), number, right)

    with nothing_left(), Echo() as echo:
        with Labguru(token="t", base_url=echo.url, attempts=10) as client, ThreadPoolExecutor(THREADS) as pool:
            for done in [pool.submit(ask, client, caller) for caller in range(THREADS)]:
                done.result()
        bounded(echo, tried, THREADS)


async def ask(client: AsyncLabguru, caller: int) -> None:
    for number, asks, right in questions(caller):
        check(await _done(asks(client, number)), number, right)


def test_tasks(tried: Callable[[], None]) -> None:
    """256 tasks, the same."""

    async def main(url: str) -> None:
        async with AsyncLabguru(token="t", base_url=url, attempts=10) as client:
            await asyncio.gather(*(ask(client, caller) for caller in range(TASKS)))

    with nothing_left(), Echo() as echo:
        asyncio.run(main(echo.url))
        bounded(echo, tried, TASKS)


def test_cancelled_tasks_harm_no_other(tried: Callable[[], None]) -> None:
    """Half of the tasks are cancelled while they wait; the others get their own answers."""
    draw, some = random.Random(7), TASKS if LONG else TASKS // 4

    async def main(url: str) -> None:
        async with AsyncLabguru(token="t", base_url=url, attempts=10) as client:
            tasks = [asyncio.create_task(ask(client, caller)) for caller in range(some)]
            for task in tasks[::2]:
                asyncio.get_running_loop().call_later(draw.uniform(0, 0.5), task.cancel)
            ended = await asyncio.gather(*tasks, return_exceptions=True)
            wrong = [one for one in ended if one is not None and not isinstance(one, asyncio.CancelledError)]
            if wrong:
                raise wrong[0]
            assert ended[1::2] == [None] * (some // 2)
            await ask(client, some)

    with nothing_left(), Echo() as echo:
        asyncio.run(main(echo.url))
        bounded(echo, tried, some, lost=some // 2 * 5)  # a task may be cancelled in the middle of as many requests


MIRRORS, STUDY_SIZE = 4, 40 if LONG else 20
ZIP = archive(1, 2000)


class Studies(Crowded):
    """Studies of many sessions."""

    def content(self, seen: Seen) -> bytes:
        return ZIP if "/download/" in seen.path else LISTED


LISTED = json.dumps([{"rec_session_id": number} for number in range(1, STUDY_SIZE + 1)]).encode()


def test_mirrors_share_the_connections_of_their_client(mode: Mode, tmp_path: Path, tried: Callable[[], None]) -> None:
    """Four mirrors at once, each with as many downloads as it may have: no more connections than ever, all is there."""

    def mirror(client: Any, study: int) -> Any:
        return client.mirror(study, tmp_path / str(study), at_once=16)

    async def main(url: str) -> list[Any]:
        async with mode.labvanced_class(token="t", base_url=url) as client:
            return await asyncio.gather(*(mirror(client, study) for study in range(MIRRORS)))

    def threads(url: str) -> list[Any]:
        with mode.labvanced_class(token="t", base_url=url) as client, ThreadPoolExecutor(MIRRORS) as pool:
            return [*pool.map(lambda study: mirror(client, study), range(MIRRORS))]

    with nothing_left(), Studies() as server:
        reports = asyncio.run(main(server.url)) if mode.asynchronous else threads(server.url)
        assert [report.added for report in reports] == [[*range(1, STUDY_SIZE + 1)]] * MIRRORS
        assert server.most <= CONNECTIONS
        assert server.connections <= CONNECTIONS
        tried()
    if {path.read_bytes() for path in tmp_path.glob("*/zips/*.zip")} != {ZIP}:
        raise DataLost("a ZIP is another one")
