"""Whose turn it is, and work that is not left half done: for threads, for tasks, and when Ctrl-C comes."""

from __future__ import annotations

import collections
import contextlib
import threading
from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeVar

from labclients.transport.effects import Flow, Work

if TYPE_CHECKING:
    import asyncio  # imported where it is used: sync users need not wait for it

__all__ = ["Free", "Given", "Several", "Turn", "to_its_end"]

T = TypeVar("T")


class Several:
    """Flows that wait for their turn, and what became of the others; a block that is left for an error is the last."""

    def __init__(self, flows: Sequence[Flow[Any]]) -> None:
        self.results: list[Any] = [None] * len(flows)
        self._waiting = collections.deque(enumerate(flows))

    @property
    def waits(self) -> bool:
        """Whether any waits."""
        return bool(self._waiting)

    def next(self) -> list[tuple[int, Flow[Any]]]:
        """The next one with its place, if there is one."""
        try:
            return [self._waiting.popleft()]  # threads share it
        except IndexError:
            return []

    def ended(self, errors: Iterable[BaseException | None]) -> list[Any]:
        """The results, or the first error."""
        for error in filter(None, errors):
            raise error
        return self.results

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, *_: object) -> None:
        if kind:
            self._waiting.clear()


class Turn:
    """A turn that a flow has among others; it is over once."""

    def __init__(self, turns: threading.Semaphore | asyncio.Semaphore) -> None:
        self._end: Callable[[], None] | None = turns.release

    def over(self) -> None:
        """Let another one begin."""
        end, self._end = self._end, None
        if end:
            end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.over()


class Free:
    """Turns of threads, so many at once.

    threading.Semaphore is written in Python: Ctrl-C within it leaves it locked, or a turn short, and the next call in
    a notebook would wait for ever.
    """

    def __init__(self, most: int) -> None:
        from queue import SimpleQueue

        self.taken: set[object] = set()
        self._most = most
        self._lock = threading.Lock()
        self._ended: SimpleQueue[None] = SimpleQueue()  # only wakes: one too many or too few does no harm

    @property
    def _value(self) -> int:
        return self._most - len(self.taken)

    def take(self, turn: object, seconds: float) -> bool:
        """Take a turn; or wait so long until one may be free, and False."""
        with self._lock:
            if self._value > 0:
                self.taken.add(turn)
                return True
        from queue import Empty

        with contextlib.suppress(Empty):
            self._ended.get(timeout=seconds)
        return False

    def wake(self) -> None:
        """Let one who waits look again."""
        if self._ended.qsize() < self._most:
            self._ended.put(None)


class Given:
    """What work gave: Ctrl-C, which comes at any moment, may come before the flow has taken it, and then it is undone.

    Not so for a few instructions: those between the last thing that the work does and its result being kept here.
    """

    def __init__(self) -> None:
        self._undo: Callable[[Any], object] | None = None
        self._result: Any = None

    def by(self, work: Work) -> Any:
        """Do the work."""
        self._result, self._undo = None, work.undo
        self._result = result = work.function()
        return result

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind and self._undo and self._result is not None:
            self._undo(self._result)


async def to_its_end(work: Coroutine[Any, Any, T], undo: Callable[[T], object] | None = None) -> T:
    """Let work in a thread, which cannot be cancelled, end before what comes after it, such as tidying up."""
    import asyncio

    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait([task])
        if not task.cancelled() and task.exception() is None and undo:  # asked, asyncio does not complain of it
            undo(task.result())
        raise
