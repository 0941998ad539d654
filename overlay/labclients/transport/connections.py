"""What connections need, and httpx and httpcore have no public place for: deadlines, being cut, leaving none behind.

All that reaches into their private attributes is here and in `body`; tests fail where a release moves one.
"""

from __future__ import annotations

import contextlib
import contextvars
import socket
import threading
import time
from collections.abc import AsyncGenerator, Callable
from typing import Any, NamedTuple

from labclients.errors import ConnectionFailed
from labclients.transport.effects import Fault
from labclients.transport.turns import to_its_end

__all__ = ["Bounded", "Call", "Greeted", "forget", "refuse_cut", "sweep", "through", "under_way"]

READ_AT_ONCE = 1 << 19
SEND_AT_ONCE = 1 << 16  # by as long as these take, a deadline may be passed


class Call(NamedTuple):
    """A request that is under way: when (time.monotonic) it must be over, and whose it is."""

    until: float
    driver: Any


under_way: contextvars.ContextVar[Call] = contextvars.ContextVar("labclients call")


def refuse_cut(driver: Any) -> None:
    """Refuse to go on with what is under way in a driver that was closed; some of it may have been sent."""
    if driver.closed:
        raise Fault(ConnectionFailed, "this client was closed meanwhile", sent=True)


class Bounded:
    """A connection, or the backend that makes them: no wait is longer than what is left of the call's time.

    httpx bounds each wait for bytes, so a server that sends a byte now and then could keep a thread for ever. asyncio
    can cancel such a call, a thread cannot.
    """

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self._busy = threading.Lock()
        self._most = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def connect_tcp(self, *args: Any, timeout: float | None = None, **kwargs: Any) -> Bounded:
        return Bounded(self._inner.connect_tcp(*args, timeout=_left(timeout), **kwargs))

    def start_tls(self, *args: Any, timeout: float | None = None, **kwargs: Any) -> Bounded:
        try:
            return Bounded(self._inner.start_tls(*args, timeout=_left(timeout), **kwargs))
        except BaseException:
            self.close()  # httpcore would forget it
            raise

    def read(self, most: int, timeout: float | None = None) -> Any:
        with self._busy, under_way.get().driver.waiting(self):
            data = self._inner.read(max(most, self._most), _left(timeout))
        # Where the network gives all that was asked for, fewer and larger pieces take half the time.
        self._most = READ_AT_ONCE if len(data) >= most else 0
        return data

    def write(self, data: bytes, timeout: float | None = None) -> None:
        with self._busy, under_way.get().driver.waiting(self):
            for at in range(0, len(data), SEND_AT_ONCE):  # httpcore waits anew for each part of a piece that was taken
                self._inner.write(memoryview(data)[at : at + SEND_AT_ONCE], _left(timeout))

    def cut(self) -> None:
        """Wake the thread that waits for its bytes: there are no more."""
        with contextlib.suppress(OSError):  # not SSLSocket's own shutdown, which drops its state under the reader
            socket.socket.shutdown(self._inner.get_extra_info("socket"), socket.SHUT_RDWR)

    def close(self) -> None:
        """Wake the thread that waits for its bytes, and close it when that one is out.

        A socket that is closed under a waiting thread lets it wait on, even for the next socket of that number.
        """
        self.cut()
        with self._busy:
            self._inner.close()


class Greeted:
    """A connection of an async client, or the backend that makes them: one that is made for nobody is closed.

    A task may be cancelled, or its client closed, while it connects; httpcore would forget such a connection.
    """

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    async def connect_tcp(self, *args: Any, **kwargs: Any) -> Greeted:
        made = Greeted(await self._inner.connect_tcp(*args, **kwargs))
        async with made._wanted():
            refuse_cut(under_way.get().driver)
        return made

    async def start_tls(self, *args: Any, **kwargs: Any) -> Any:
        async with self._wanted():
            return await self._inner.start_tls(*args, **kwargs)

    @contextlib.asynccontextmanager
    async def _wanted(self) -> AsyncGenerator[None]:
        try:
            yield
        except BaseException:
            await to_its_end(self._inner.aclose())
            raise


async def sweep(http: Any) -> None:
    """Close the connections that no request has, and that are not free: cancelled, httpcore may forget them."""
    for pool in _pools(http):
        used = [request.connection for request in pool._requests]
        for connection in pool.connections:
            if connection not in used and not connection.is_idle() and not connection.is_closed():
                await connection.aclose()


def forget(http: Any, request: Any) -> None:
    """Close the connection of a request that was interrupted; and those that no request has: one may be locked."""
    for pool in _pools(http):
        with pool._optional_thread_lock:
            pool._requests = [one for one in pool._requests if one.request.extensions is not request.extensions]
            used = [one.connection for one in pool._requests]
            left = [connection for connection in pool._connections if connection not in used]
            pool._connections = [connection for connection in pool._connections if connection in used]
        for connection in left:
            connection.close()


def through(kind: Callable[[Any], Any], http: Any) -> None:
    """Let a client make its connections by a backend around its own."""
    for pool in _pools(http):
        pool._network_backend = kind(pool._network_backend)
        if kind is Bounded:
            pool._optional_thread_lock = threading.Lock()  # for the reason of Free


def _pools(http: Any) -> list[Any]:
    """The pools of a client's connections; httpx has no public place for them."""
    pools = [getattr(transport, "_pool", None) for transport in (http._transport, *http._mounts.values())]
    return [pool for pool in pools if pool is not None]


def _left(timeout: float | None) -> float | None:
    call = under_way.get()
    refuse_cut(call.driver)
    left = call.until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left if timeout is None else min(timeout, left)
