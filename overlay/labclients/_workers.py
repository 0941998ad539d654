"""Threads that run calls in the background, and the cancellation of calls that nobody waits for any more."""

from __future__ import annotations

import atexit
import contextvars
import threading
import time
import weakref
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, Protocol, TypeVar

T = TypeVar("T")

EXIT_SECONDS = 0.5  # how long the end of a program waits for its background threads to remove temporary files


class Interruptible(Protocol):
    """Something that a thread waits for, and that another thread can end."""

    def shut_down(self) -> None: ...


class Cancellation:
    """Cancels a group of calls: their connections are shut down, and their waits end.

    A client has one for all of its calls; each awaited call and each prefetch has a child of its own.
    """

    def __init__(self, parent: Cancellation | None = None) -> None:
        self.root: Cancellation = parent.root if parent else self
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._connections: set[Interruptible] = set()
        self._children: weakref.WeakSet[Cancellation] = weakref.WeakSet()
        if parent:
            with parent._lock:
                parent._children.add(self)
            if parent.cancelled:
                self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called, here or on a parent."""
        return self._event.is_set()

    def cancel(self) -> None:
        """Shut down the connections in use; new ones are shut down as soon as they are attached."""
        with self._lock:
            self._event.set()
            connections, children = [*self._connections], [*self._children]
        for connection in connections:
            connection.shut_down()
        for child in children:
            child.cancel()

    def wait(self, seconds: float) -> bool:
        """Sleep, or return early when cancelled; whether it is cancelled."""
        return self._event.wait(seconds)

    def attach(self, connection: Interruptible) -> None:
        """Let `cancel` shut down this connection, until it is detached."""
        with self._lock:
            self._connections.add(connection)
        if self.cancelled:
            connection.shut_down()

    def detach(self, connection: Interruptible) -> None:
        """The connection serves no call of this group any more."""
        with self._lock:
            self._connections.discard(connection)


_current: contextvars.ContextVar[Cancellation] = contextvars.ContextVar("labclients cancellation")


def current_cancellation(root: Cancellation) -> Cancellation:
    """The cancellation of the call that this thread runs for a client, else that of the whole client."""
    cancellation = _current.get(root)
    return cancellation if cancellation.root is root else root


class Workers:
    """Daemon threads that run functions, made when needed, at most `limit`; a program's end does not wait for them."""

    def __init__(self, limit: int | None = None) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._jobs: SimpleQueue[Any] = SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._threads: weakref.WeakSet[threading.Thread] = weakref.WeakSet()
        self._started = 0
        weakref.finalize(self, self._jobs.put, None)

    def submit(self, cancellation: Cancellation, function: Callable[..., T], *args: Any, **kwargs: Any) -> Future[T]:
        """Run a function in a thread, with the caller's context variables, as a part of the calls of `cancellation`."""
        future: Future[T] = Future()
        context = contextvars.copy_context()
        context.run(_current.set, cancellation)
        self._jobs.put((future, context, function, args, kwargs))
        if not self._idle.acquire(blocking=False):
            self._start_thread()
        return future

    def close(self) -> None:
        """End the threads, each after what it runs now."""
        self._jobs.put(None)

    def join(self, seconds: float) -> None:
        """Wait for the threads, at most so long."""
        deadline = time.monotonic() + seconds
        for thread in [*self._threads]:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _start_thread(self) -> None:
        with self._lock:
            if self._limit is not None and self._started >= self._limit:
                return
            self._started += 1
            name = f"labclients-{self._started}"
            thread = threading.Thread(target=_work, args=(self._jobs, self._idle), name=name, daemon=True)
            self._threads.add(thread)
        thread.start()


def _work(jobs: SimpleQueue[Any], idle: threading.Semaphore) -> None:
    while (job := jobs.get()) is not None:
        future, context, function, args, kwargs = job
        if future.set_running_or_notify_cancel():
            try:
                result = context.run(function, *args, **kwargs)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)
                del result
        del job, future, context, function, args, kwargs  # an idle thread keeps nothing alive
        idle.release()
    jobs.put(None)  # for the next thread


_open_at_exit: weakref.WeakSet[Any] = weakref.WeakSet()


def end_at_exit(client: Any) -> None:
    """Let the end of the program cancel a client's background calls (`end_calls(seconds)`)."""
    _open_at_exit.add(client)


@atexit.register
def _end_calls() -> None:
    deadline = time.monotonic() + EXIT_SECONDS
    for client in [*_open_at_exit]:
        client.end_calls(max(0.0, deadline - time.monotonic()))
