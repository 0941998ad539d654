"""Flows that run together: a few at a time, results in order, and all are over when the whole is."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from labclients.transport.door import ASIDE, AsyncDriver, ThreadDriver
from labclients.transport.effects import Aside, Flow, Sleep, Together, Work

URL = "http://127.0.0.1:1"


@pytest.fixture(params=["sync", "async"])
def run(request: pytest.FixtureRequest) -> Callable[[Flow[Any]], Any]:
    """Run a flow by one of the drivers."""
    if request.param == "sync":
        return lambda flow: ThreadDriver(URL).run(flow)

    async def awaited(flow: Flow[Any]) -> Any:
        return await AsyncDriver(URL).run(flow)

    return lambda flow: asyncio.run(awaited(flow))


def together(flows: list[Flow[Any]], at_once: int = 4) -> Flow[Any]:
    return (yield Together(flows, at_once))


class Counter:
    """Flows that count how many of them are under way."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self.begun: list[int] = []
        self.ended: list[int] = []
        self.lock = threading.Lock()

    def flow(self, number: int, seconds: float = 0.02, error: Exception | None = None) -> Flow[int]:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.begun.append(number)
        try:
            yield Sleep(seconds)
            if error:
                raise error
            return number
        finally:
            with self.lock:
                self.now -= 1
                self.ended.append(number)


def test_results_come_in_order(run: Any) -> None:
    """Whichever ends first."""
    counter = Counter()
    flows = [counter.flow(number, (9 - number) * 0.01) for number in range(9)]
    assert run(together(flows)) == [*range(9)]


@pytest.mark.parametrize("at_once", [1, 3, 20])
def test_no_more_than_asked_for_run_at_once(run: Any, at_once: int) -> None:
    """And no fewer."""
    counter = Counter()
    run(together([counter.flow(number, 0.15) for number in range(9)], at_once))
    assert counter.most == min(at_once, 9)


def test_a_flow_at_its_last_work_lets_another_begin(run: Any) -> None:
    """So a server is asked while what it sent is checked; the results stay in order."""
    begun = threading.Event()

    def first() -> Flow[bool]:
        return (yield Aside(lambda: begun.wait(5)))

    def second() -> Flow[str]:
        begun.set()
        return (yield Aside(lambda: "second"))

    assert run(together([first(), second()], 1)) == [True, "second"]


def test_only_a_few_are_at_their_last_work(run: Any) -> None:
    """What is fetched faster than it is checked waits at the server, and not here."""
    counter = Counter()

    def begun(number: int) -> Flow[Any]:
        with counter.lock:
            counter.now += 1
            counter.most = max(counter.most, counter.now)
        try:
            yield Aside(lambda: time.sleep(0.05))
        finally:
            with counter.lock:
                counter.now -= 1

    run(together([begun(number) for number in range(12)], 2))
    assert 2 < counter.most <= 2 + ASIDE


def test_after_an_error_at_a_last_work_no_other_one_begins(run: Any) -> None:
    """A full disk ends the whole."""
    counter = Counter()

    def failing() -> Flow[None]:
        yield Aside(lambda: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        run(together([failing(), *(counter.flow(number, 0.05) for number in range(50))], 1))
    assert len(counter.begun) <= 1 + ASIDE


def test_a_last_work_alone_is_work(run: Any) -> None:
    """There is no turn to give up."""

    def flow() -> Flow[int]:
        return (yield Aside(lambda: 7))

    assert run(flow()) == 7


def test_nothing_to_run_is_nothing(run: Any) -> None:
    """No flows, no results."""
    assert run(together([])) == []


def test_after_an_error_no_other_one_begins(run: Any) -> None:
    """Those under way come to their end, and the error is raised."""
    counter = Counter()
    flows = [counter.flow(0, 0.02, ZeroDivisionError()), counter.flow(1, 0.1), *map(counter.flow, range(2, 9))]
    with pytest.raises(ZeroDivisionError):
        run(together(flows, 2))
    assert sorted(counter.begun) == [0, 1]
    assert sorted(counter.ended) == [0, 1]


def test_the_flow_that_asked_may_handle_the_error(run: Any) -> None:
    """It is thrown into it, like that of any effect."""
    counter = Counter()

    def handling() -> Flow[str]:
        try:
            yield Together([counter.flow(0, 0, ZeroDivisionError())], 1)
        except ZeroDivisionError:
            yield Work(lambda: None)
        return "handled"

    assert run(handling()) == "handled"


def test_they_may_be_nested(run: Any) -> None:
    """A flow that runs together with others runs some together itself."""
    counter = Counter()
    inner = [together([counter.flow(3 * row + place) for place in range(3)]) for row in range(3)]
    assert run(together(inner)) == [[0, 1, 2], [3, 4, 5], [6, 7, 8]]


def test_closing_the_driver_ends_them() -> None:
    """Those that wait, wait no longer."""
    driver, counter = ThreadDriver(URL), Counter()
    timer = threading.Timer(0.2, driver.close)
    timer.start()
    begin = time.monotonic()
    driver.run(together([counter.flow(number, 20) for number in range(4)]))
    assert time.monotonic() - begin < 2
    timer.join()


def test_cancelling_ends_them() -> None:
    """All have tidied up when the task is over, and none began after."""
    counter = Counter()

    async def cancelled() -> None:
        flows = [counter.flow(number, 20) for number in range(9)]
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(AsyncDriver(URL).run(together(flows, 2)), 0.2)
        assert counter.begun == [0, 1]
        assert sorted(counter.ended) == [0, 1]

    asyncio.run(cancelled())


def test_work_is_over_when_a_cancelled_task_is() -> None:
    """A thread cannot be cancelled: what tidies up after it comes after it."""
    order: list[str] = []

    def slow() -> None:
        time.sleep(0.3)
        order.append("work")

    def flow() -> Flow[None]:
        try:
            yield Work(slow)
        finally:
            order.append("tidied up")

    async def cancelled() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(AsyncDriver(URL).run(flow()), 0.1)

    asyncio.run(cancelled())
    assert order == ["work", "tidied up"]
