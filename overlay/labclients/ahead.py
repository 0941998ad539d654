"""Flows that run ahead of the one who waits for their results, in threads and in tasks; leaving ends them."""

from __future__ import annotations

import functools
import threading
import time
from typing import TYPE_CHECKING, Any, Self

from labclients.transport.effects import Flow, Sleep

if TYPE_CHECKING:
    import asyncio
    from concurrent.futures import Future

    from labclients.client import Core

WINDOW = 4  # so many at once


class Threads:
    """Flows in threads."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._left = threading.Event()

    def start(self, flow: Flow[Any]) -> Future[Any]:
        """Begin; who leaves first gets None. Callers have at most WINDOW under way."""
        from concurrent.futures import Future

        future: Future[Any] = Future()
        # Daemons: the end of a program, Ctrl-C above all, does not wait for a silent server. All they do is read.
        threading.Thread(target=self._run, args=(future, flow), name="labclients-ahead", daemon=True).start()
        return future

    def wait(self, future: Future[Any]) -> Any:
        """What a flow gave; a process that was forked meanwhile has none of the threads, and would wait for ever."""
        self._core.driver.check()
        return future.result()

    def _run(self, future: Future[Any], flow: Flow[Any]) -> None:
        try:
            future.set_result(self._core.run(self._while_wanted(flow)))
        except BaseException as error:
            future.set_exception(error)

    def _while_wanted(self, flow: Flow[Any]) -> Flow[Any]:
        """The flow, but once the loop was left it sends no more, and a pause before the next try is cut short."""
        step = functools.partial(next, flow)
        while True:
            try:
                effect = step()
            except StopIteration as end:
                return end.value
            pausing = isinstance(effect, Sleep)
            if self._left_within(effect.seconds if pausing else 0):
                flow.close()
                return None  # nobody waits for it
            try:
                step = functools.partial(flow.send, None if pausing else (yield effect))
            except Exception as error:
                step = functools.partial(flow.throw, error)

    def _left_within(self, seconds: float) -> bool:
        """Whether the loop is left in so many seconds; a client that is closed meanwhile ends the wait, too."""
        until = time.monotonic() + seconds
        while not self._left.wait(min(0.1, max(0.0, until - time.monotonic()))):
            if self._core.driver.closed or time.monotonic() >= until:
                return False
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._left.set()


class Tasks:
    """Flows in asyncio tasks."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, flow: Flow[Any]) -> asyncio.Task[Any]:
        """Begin."""
        import asyncio  # here, since sync users need not wait for it

        task = asyncio.create_task(self._core.run(flow))
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # who waits for it gets it; where nobody does, asyncio need not complain

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        import asyncio

        running = [*self._running]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
