"""Many at once on one client: each gets its own answer, over few connections."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.sockets.server import FaultServer, Seen, Wire, head
from tests.torture.conftest import LONG
from tests.torture.laws import DataLost, nothing_left

from labclients import AsyncLabguru, Labguru

ROW = "64 threads, 256 tasks"
THREADS, TASKS, EACH = 64, 256, 20 if LONG else 2
CONNECTIONS = 32


class Echo(FaultServer):
    """Answers with the id that was asked for, late; every now and then it resets, or says more than it was asked."""

    def __init__(self) -> None:
        super().__init__(self._echo)
        self.open = 0  # requests that wait for their answer, each on a connection
        self.most = 0
        self._random = random.Random(6)

    def _echo(self, wire: Wire, seen: Seen) -> None:
        number = int(seen.path.rpartition("/")[2])
        with self._lock:
            self.open += 1
            self.most = max(self.most, self.open)
            drawn, pause = self._random.random(), self._random.uniform(0.01, 0.02)
        time.sleep(pause)
        with self._lock:
            self.open -= 1
        if drawn < 0.02:
            wire.cut()
        body = b'{"id": %d}' % number
        whole = head(200, {"Content-Length": str(len(body))}) + body
        wire.send(whole + (whole.replace(str(number).encode(), b"9" * len(str(number))) if drawn < 0.04 else b""))


def ids(caller: int) -> list[int]:
    return [1_000_000 + caller * 1000 + number for number in range(EACH)]


def check(asked: list[int], came: list[int]) -> None:
    if came != asked:
        raise DataLost(f"somebody asked for {asked}, and got {came}")


def bounded(echo: Echo, tried: Callable[[], None], callers: int) -> None:
    for _ in range(callers * EACH):
        tried()
    assert echo.most <= CONNECTIONS


def test_threads(tried: Callable[[], None]) -> None:
    """64 threads, each with its own questions."""
    start = threading.Barrier(THREADS)

    def ask(client: Labguru, caller: int) -> None:
        start.wait()
        check(ids(caller), [client.experiments.get(number).id for number in ids(caller)])

    with nothing_left(), Echo() as echo:
        with Labguru(token="t", base_url=echo.url, attempts=10) as client, ThreadPoolExecutor(THREADS) as pool:
            for done in [pool.submit(ask, client, caller) for caller in range(THREADS)]:
                done.result()
        bounded(echo, tried, THREADS)


def test_tasks(tried: Callable[[], None]) -> None:
    """256 tasks, the same."""

    async def ask(client: AsyncLabguru, caller: int) -> None:
        check(ids(caller), [(await client.experiments.get(number)).id for number in ids(caller)])

    async def main(url: str) -> None:
        async with AsyncLabguru(token="t", base_url=url, attempts=10) as client:
            await asyncio.gather(*(ask(client, caller) for caller in range(TASKS)))

    with nothing_left(), Echo() as echo:
        asyncio.run(main(echo.url))
        bounded(echo, tried, TASKS)


def test_cancelled_tasks_harm_no_other(tried: Callable[[], None]) -> None:
    """Half of the tasks are cancelled while they wait; the others get their own answers."""
    draw, some = random.Random(7), TASKS if LONG else TASKS // 4

    async def ask(client: AsyncLabguru, caller: int) -> None:
        for number in ids(caller):
            check([number], [(await client.experiments.get(number)).id])

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
            check([5], [(await client.experiments.get(5)).id])

    with nothing_left(), Echo() as echo:
        asyncio.run(main(echo.url))
        bounded(echo, tried, some)
