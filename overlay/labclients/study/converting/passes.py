"""One call for each of many tasks: here, or wherever an executor runs them."""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Executor, Future, wait
from typing import TypeVar

from labclients.errors import LabClientsError, UsageError

__all__ = ["each", "refuse_forks"]

_UNDER_WAY = 32
"""Calls that an executor has at a time, so that a study of any size waits here and not there."""

T = TypeVar("T")
R = TypeVar("R")


def each(function: Callable[[T], R], tasks: Iterable[T], executor: Executor | None) -> Generator[R]:
    """The results, in the order of the tasks.

    When it ends early, by an error or because nobody asks for more, what is under way is waited for: no file is
    written by a call that nobody knows of.

    Raises:
        LabClientsError: the executor broke; or whatever the function raises.
    """
    if executor is None:
        yield from map(function, tasks)
        return
    under_way: deque[Future[R]] = deque()
    token = uuid.uuid4().hex
    try:
        for task in tasks:
            under_way.append(executor.submit(_call, token, function, task))
            if len(under_way) >= _UNDER_WAY:
                yield _result(under_way.popleft())
        while under_way:
            yield _result(under_way.popleft())
    finally:
        # Nothing is cancelled: Dask says of running calls that they are, and they go on.
        wait(under_way)


def refuse_forks(executor: Executor | None) -> None:
    """polars runs threads, which a forked process lacks: it would wait for them for ever.

    Raises:
        UsageError: the executor forks, as ProcessPoolExecutor does on Linux unless told (Python 3.11 to 3.13).
    """
    context = getattr(executor, "_mp_context", None)  # there is no public way to know
    if context is not None and context.get_start_method() == "fork":
        raise UsageError(
            "Forked processes hang, since polars runs threads: give "
            'ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")).'
        )


def _call(token: str, function: Callable[[T], R], task: T) -> R:
    # Dask takes equal calls for one and remembers what it gave; here files may have changed. So each run has a token.
    return function(task)


def _result(future: Future[R]) -> R:
    try:
        return future.result()
    except LabClientsError:
        raise
    except Exception as error:  # a worker that was killed, or lacks polars: each executor has errors of its own
        raise LabClientsError(f"The executor failed ({type(error).__name__}); converting again goes on.") from error
