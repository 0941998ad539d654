"""The one door to the network: the only module that knows httpx, and the two drivers that run flows through it.

Going over to httpx's successor is one line here. What httpx and httpcore would log of our requests (whole URLs, every
header) is dropped, and one line of our own, without secrets, goes to the logger ``labclients``.
"""

from __future__ import annotations

import collections
import contextlib
import contextvars
import copy
import functools
import logging
import os
import socket
import threading
import time
import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Generator, Iterable, Sequence
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar
from urllib.parse import urlencode, urlsplit

import httpx  # noqa: TID251 - here, and nowhere else

from labclients._version import __version__
from labclients.errors import ConnectionFailed, LabClientsError, TimedOut, UnexpectedResponse, UsageError
from labclients.transport.effects import Alone, Answer, Aside, Effect, Fault, Flow, Piece, Send, Sleep, Together, Work
from labclients.transport.encode import text

if TYPE_CHECKING:
    import asyncio  # imported where it is used: sync users need not wait for it
    import ssl

T = TypeVar("T")

CONNECT = 10.0
AT_ONCE = 32  # requests of one client, each on a connection
CONNECTIONS = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
HEADERS = {
    "User-Agent": f"labclients/{__version__}",
    "Accept": "application/json, */*;q=0.5",
    "Accept-Encoding": "gzip",  # what `_Gzip` undoes
}
LOOPBACK = ("127.0.0.1", "localhost", "::1")
WRITE_AT_ONCE = 1 << 20
READ_AT_ONCE = 1 << 19
SEND_AT_ONCE = 1 << 16  # by as long as these take, a deadline may be passed
ASIDE = 2  # flows of a Together that may be at their last work, beside those that have their turn
MOST_IN_MEMORY = 256 << 20  # bytes of an answer that goes into no sink; the longest pages seen have a few MB
MOST_OF_ERROR = 1 << 20  # bytes of an answer of another status than success: it is only quoted from
NOWHERE = "the server redirects to nowhere"
FORKED = "this client's connections belong to the process that this one was forked from: make one in each process"
ELSEWHERE = "this client belongs to another event loop: make one in each"


class _Call(NamedTuple):
    """A request that is under way: when (time.monotonic) it must be over, and whose it is."""

    until: float
    driver: Any


_call: contextvars.ContextVar[_Call] = contextvars.ContextVar("labclients call")


def _not_ours(record: logging.LogRecord) -> bool:
    return _call.get(None) is None


for _name in ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy", "httpcore.socks"):
    logging.getLogger(_name).addFilter(_not_ours)


class ThreadDriver:
    """Runs flows in the caller's thread; any number of threads may share one."""

    def __init__(self, base_url: str) -> None:
        self._trust_env = _trusts_environment(base_url)
        self._http: httpx.Client | None = None
        self._closed = threading.Event()
        self._alone = threading.Lock()
        self._state = threading.Lock()
        # Who waits for a connection waits here: httpx looks through all who wait for each request, so that many of them
        # cost more than the network, and it takes the time that they wait for the server's silence.
        self._free = _Free(AT_ONCE)
        self._waiting: set[_Bounded] = set()
        self._inner: set[ThreadDriver] = set()
        self._process: int | None = None

    @property
    def closed(self) -> bool:
        return self._closed.is_set()

    def run(self, flow: Flow[T], turn: _Turn | None = None) -> T:
        """Perform what the flow yields until it returns or raises."""
        step: Callable[[], Effect] = lambda: next(flow)  # noqa: E731 - replaced at each turn
        with _Given() as given, contextlib.closing(flow):  # Ctrl-C too lets it tidy up at once
            while True:
                try:
                    effect = step()
                except StopIteration as end:
                    result: T = end.value
                    return result
                if turn and isinstance(effect, Aside):
                    turn.over()
                try:
                    step = _told(flow, self._perform(effect, given))
                except Exception as error:
                    step = _thrown(flow, error)

    def close(self) -> None:
        """Close every connection; what is under way, or waits for its next try, ends in an error."""
        self._closed.set()
        if _is_forked(self._process):
            return  # the connections are another process's
        self._give_up()
        if self._http:
            self._http.close()

    def _give_up(self) -> None:
        """End what is under way, or waits for its next try, in an error; connections that do not serve it stay."""
        with self._state:
            self._closed.set()
            for connection in self._waiting:
                connection.cut()
            inner = [*self._inner]
        for driver in inner:
            driver._give_up()

    @contextlib.contextmanager
    def waiting(self, connection: _Bounded) -> Generator[None]:
        """A thread waits for this connection in the block, and for no longer than its work is wanted."""
        try:
            with self._state:
                _refuse_cut(self)
                self._waiting.add(connection)
            yield
        finally:
            with self._state:  # what is cut was not given back yet, to serve somebody else
                self._waiting.discard(connection)
        _refuse_cut(self)  # a body can end with its connection, and this end would be ours

    def check(self) -> None:
        """Refuse to act in a process that was forked from the one that connected: they would mix up answers."""
        if _is_forked(self._process):
            raise UsageError(FORKED)

    def _perform(self, effect: Effect, given: _Given) -> Any:
        self.check()
        match effect:
            case Send():
                return self._send(effect)
            case Sleep(seconds):
                return self._closed.wait(seconds)
            case Work():
                return given.by(effect)
            case Aside(function):
                return function()
            case Alone(flow):
                with self._alone:
                    return self.run(flow())
            case Together(flows, at_once):
                with self._own() as inner:
                    return inner._together(flows, at_once)

    def _together(self, flows: Sequence[Flow[Any]], at_once: int) -> list[Any]:
        from concurrent.futures import ThreadPoolExecutor, wait

        together = _Together(flows)
        turns = threading.Semaphore(at_once)

        def work() -> None:
            with together:
                while together.waits and turns.acquire():
                    with _Turn(turns) as turn:
                        for place, flow in together.next():
                            together.results[place] = self.run(flow, turn)

        pool = ThreadPoolExecutor(at_once + ASIDE, thread_name_prefix="labclients-together")
        try:
            with together:  # Ctrl-C: no other one begins
                running = [pool.submit(work) for _ in range(at_once + ASIDE)]
                while wait(running, timeout=1).not_done:  # on Windows, Ctrl-C is heard between two waits
                    pass
            return together.ended(future.exception() for future in running)
        finally:
            self._give_up()  # what is under way loses its connection, and tidies up
            pool.shutdown()

    @contextlib.contextmanager
    def _own(self) -> Generator[ThreadDriver]:
        """This driver once more: what it has under way is given up without harm to what other threads have."""
        self._client()  # they share its connections
        inner = copy.copy(self)
        inner._closed, inner._waiting, inner._inner = threading.Event(), set(), set()
        with self._state:
            _refuse_closed(self)
            self._inner.add(inner)
        try:
            yield inner
        finally:
            self._inner.discard(inner)

    def _send(self, send: Send) -> Answer:
        turn = object()
        try:
            while not self._free.take(turn, min(1.0, max(0.0, send.until - time.monotonic()))):
                _refuse_closed(self)  # given up, one would wait on for what others have under way
                if time.monotonic() >= send.until:
                    raise Fault(TimedOut, "no connection was free before the deadline", sent=False, final=True)
            return self._exchanged(send)
        finally:
            self._free.taken.discard(turn)  # by C: no interruption comes before it is done
            self._free.wake()

    def _exchanged(self, send: Send) -> Answer:
        http = self._client()
        with _exchange(self, send.until):
            request = http.build_request(**_arguments(send, Piece.read))
            try:
                return _received(send, http.send(request, stream=True))
            except Exception:
                raise
            except BaseException:  # Ctrl-C
                _forget(http, request)
                raise

    def _client(self) -> httpx.Client:
        with self._state:
            _refuse_closed(self)
            if self._http is None:
                self._http = httpx.Client(**_settings(self._trust_env))
                self._process = os.getpid()
                _through(_Bounded, self._http)
            return self._http


class AsyncDriver:
    """Runs flows in an asyncio event loop; any number of its tasks may share one."""

    def __init__(self, base_url: str) -> None:
        import asyncio

        self._trust_env = _trusts_environment(base_url)
        self._http: httpx.AsyncClient | None = None
        self._closed = asyncio.Event()
        self._alone = asyncio.Lock()
        self._free = asyncio.Semaphore(AT_ONCE)  # see ThreadDriver
        self._process: int | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def closed(self) -> bool:
        return self._closed.is_set()

    async def run(self, flow: Flow[T], turn: _Turn | None = None) -> T:
        """Perform what the flow yields until it returns or raises."""
        step: Callable[[], Effect] = lambda: next(flow)  # noqa: E731 - replaced at each turn
        with contextlib.closing(flow):  # being cancelled lets it tidy up at once
            while True:
                try:
                    effect = step()
                except StopIteration as end:
                    result: T = end.value
                    return result
                if turn and isinstance(effect, Aside):
                    turn.over()
                try:
                    step = _told(flow, await self._perform(effect))
                except Exception as error:
                    step = _thrown(flow, error)

    def check(self) -> None:
        """Refuse to act in a process that was forked from the one that connected, and in another event loop."""
        import asyncio

        if _is_forked(self._process):
            raise UsageError(FORKED)
        self._loop = self._loop or asyncio.get_running_loop()
        if self._loop is not asyncio.get_running_loop():
            _refuse_closed(self)
            raise UsageError(ELSEWHERE)

    async def close(self) -> None:
        """Close every connection; what is under way, or waits for its next try, ends in an error."""
        if self.closed or _is_forked(self._process):
            return  # the connections are gone, or another process's
        self.check()
        self._closed.set()
        if self._http:
            await self._http.aclose()

    async def _perform(self, effect: Effect) -> Any:
        import asyncio

        self.check()
        match effect:
            case Send():
                return await self._send(effect)
            case Sleep(seconds):
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(seconds):
                        return await self._closed.wait()
            case Work(function, undo):
                return await _to_its_end(asyncio.to_thread(function), undo)
            case Aside(function):
                return await _to_its_end(asyncio.to_thread(function))
            case Alone(flow):
                async with self._alone:
                    return await self.run(flow())
            case Together(flows, at_once):
                return await self._together(flows, at_once)

    async def _together(self, flows: Sequence[Flow[Any]], at_once: int) -> list[Any]:
        import asyncio

        together = _Together(flows)
        turns = asyncio.Semaphore(at_once)

        async def work() -> None:
            with together:
                while together.waits and await turns.acquire():
                    with _Turn(turns) as turn:
                        for place, flow in together.next():
                            together.results[place] = await self.run(flow, turn)

        # With return_exceptions, gather waits for all of them, also when it is cancelled itself.
        return together.ended(await asyncio.gather(*(work() for _ in range(at_once + ASIDE)), return_exceptions=True))

    async def _send(self, send: Send) -> Answer:
        import asyncio

        http = self._client()
        with _exchange(self, send.until):
            async with asyncio.timeout(send.until - time.monotonic()), self._free:
                try:
                    response = await http.send(http.build_request(**_arguments(send, _read)), stream=True)
                except BaseException:
                    await _to_its_end(_sweep(http))
                    raise
                try:
                    into = _Body(send, response)
                    async for chunk in into.body:
                        if into.take(chunk):
                            await asyncio.to_thread(into.flush)
                        if into.enough:
                            break
                    into.end()
                    await asyncio.to_thread(into.flush) if into.streamed else into.flush()
                    return into.answer()
                finally:
                    await _to_its_end(response.aclose())  # cancelled in it, httpx would lose the connection

    def _client(self) -> httpx.AsyncClient:
        _refuse_closed(self)
        if self._http is None:
            self._http = httpx.AsyncClient(**_settings(self._trust_env))
            self._process = os.getpid()
            _through(_Greeted, self._http)
        return self._http


class _Together:
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


class _Free:
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


class _Given:
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


class _Turn:
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


class _Body:
    """A body as it arrives: into the sink in large pieces, or kept."""

    def __init__(self, send: Send, response: httpx.Response) -> None:
        self._response = response
        self._good = 200 <= response.status_code < 300
        self._sink = send.sink if self._good else None
        self._file = send.file and self._good
        self._gzip = _gzip(response)
        # Not iter_bytes(): it gives the connection back before one can look what is left in it.
        self.body: Any = response.stream
        self._chunks: list[bytes] = []
        self._waiting = 0
        self.enough = False

    @property
    def streamed(self) -> bool:
        return self._sink is not None

    def take(self, chunk: bytes) -> bool:
        """Keep a chunk; True when it is time to flush. What is kept in memory has an end."""
        chunk = self._gzip.decode(chunk) if self._gzip else chunk
        self._chunks.append(chunk)
        self._waiting += len(chunk)
        if self._good and not self.streamed and self._waiting > MOST_IN_MEMORY:
            text = f"the answer is larger than {MOST_IN_MEMORY >> 20} MiB, which only a download may be"
            raise Fault(UnexpectedResponse, text, sent=True, final=True)
        self.enough = not self._good and self._waiting > MOST_OF_ERROR
        return self.streamed and self._waiting >= WRITE_AT_ONCE

    def end(self) -> None:
        """All that was to come has come, or it is a Fault."""
        if self.enough:
            return
        if self._gzip:
            self._gzip.end()
        if self._good and _was_cut_short(self._response):
            raise Fault(ConnectionFailed, "the server took a part of what was sent, and answered", sent=True)
        if _dropped_for_more(self._response) and self._file:
            raise Fault(ConnectionFailed, "the server sent more than it had announced", sent=True)

    def flush(self) -> None:
        if self._sink is not None:
            self._sink.write(b"".join(self._chunks))
            self._chunks, self._waiting = [], 0

    def answer(self) -> Answer:
        headers = {name.lower(): value for name, value in self._response.headers.items()}
        return Answer(self._response.status_code, headers, b"".join(self._chunks))


def _received(send: Send, response: httpx.Response) -> Answer:
    try:
        into = _Body(send, response)
        for chunk in into.body:
            if into.take(chunk):
                into.flush()
            if into.enough:
                break
        into.end()
        into.flush()
        return into.answer()
    finally:
        response.close()


class _Gzip:
    """Undoes gzip. httpx does not mind where it is cut, and drops what follows the first of several members."""

    def __init__(self) -> None:
        self._member: Any = None
        self._padding = b""  # what may stand between members

    def decode(self, data: bytes) -> bytes:
        pieces: list[bytes] = []
        try:
            while data := data if self._member else data.lstrip(self._padding):
                self._member = self._member or zlib.decompressobj(zlib.MAX_WBITS | 16)
                pieces.append(self._member.decompress(data))
                data = self._member.unused_data
                if self._member.eof:
                    self._member, self._padding = None, b"\0"
        except zlib.error:
            raise _broken_compression() from None
        return b"".join(pieces)

    def end(self) -> None:
        if self._member:
            raise _broken_compression()


def _gzip(response: httpx.Response) -> _Gzip | None:
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in ("gzip", "x-gzip"):
        return _Gzip()
    if encoding in ("", "identity"):
        return None
    raise Fault(UnexpectedResponse, "the answer is compressed in a way that nobody asked for", sent=True, final=True)


def _broken_compression() -> Fault:
    return Fault(ConnectionFailed, "the answer's compression is broken", sent=True)


def _dropped_for_more(response: httpx.Response) -> bool:
    """Give up a connection on which bytes came behind the answer, if so; True then.

    They would be read as the answer to the next request on it, which may be another thread's. Neither httpx nor
    httpcore looks.
    """
    protocol = _protocol(response)
    if protocol is None or not protocol.trailing_data[0]:
        return False
    protocol.send_failed()  # in this state httpcore closes the connection where it would keep it
    return True


def _was_cut_short(response: httpx.Response) -> bool:
    """Whether sending failed; where an answer came all the same, httpcore does not mind."""
    protocol = _protocol(response)
    return protocol is not None and repr(protocol.our_state) == "SEND_BODY"


def _protocol(response: httpx.Response) -> Any:
    """What the connection knows of the exchange; there is no public place to look at it."""
    protocol: Any = response.stream
    for name in ("_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state"):
        protocol = getattr(protocol, name, None)
    return protocol


async def _to_its_end(work: Coroutine[Any, Any, T], undo: Callable[[T], object] | None = None) -> T:
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


def _told(flow: Flow[Any], result: Any) -> Callable[[], Effect]:
    return lambda: flow.send(result)


def _thrown(flow: Flow[Any], error: Exception) -> Callable[[], Effect]:
    return lambda: flow.throw(error)


def _trusts_environment(base_url: str) -> bool:
    # A proxy named in the environment cannot reach this machine's own loopback.
    return urlsplit(base_url).hostname not in LOOPBACK


def _settings(trust_env: bool) -> dict[str, Any]:
    return {
        "limits": CONNECTIONS,
        "headers": HEADERS,
        "trust_env": trust_env,
        "verify": _trusted(trust_env),
        "follow_redirects": False,
        # A session's cookie would be a second identity beside the token: none is kept.
        "cookies": CookieJar(DefaultCookiePolicy(allowed_domains=())),
    }


@functools.cache
def _trusted(trust_env: bool) -> ssl.SSLContext:
    """Whom to trust: read once for all clients, since it takes longer than most calls."""
    return httpx.create_ssl_context(trust_env=trust_env)


def _is_forked(process: int | None) -> bool:
    return process is not None and process != os.getpid()


def _refuse_closed(driver: ThreadDriver | AsyncDriver) -> None:
    if driver.closed:
        raise UsageError("this client is closed")


def _refuse_cut(driver: ThreadDriver | AsyncDriver) -> None:
    """The same for what is under way: some of it may have been sent."""
    if driver.closed:
        raise Fault(ConnectionFailed, "this client was closed meanwhile", sent=True)


class _Bounded:
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

    def connect_tcp(self, *args: Any, timeout: float | None = None, **kwargs: Any) -> _Bounded:
        return _Bounded(self._inner.connect_tcp(*args, timeout=_left(timeout), **kwargs))

    def start_tls(self, *args: Any, timeout: float | None = None, **kwargs: Any) -> _Bounded:
        try:
            return _Bounded(self._inner.start_tls(*args, timeout=_left(timeout), **kwargs))
        except BaseException:
            self.close()  # httpcore would forget it
            raise

    def read(self, most: int, timeout: float | None = None) -> Any:
        with self._busy, _call.get().driver.waiting(self):
            data = self._inner.read(max(most, self._most), _left(timeout))
        # Where the network gives all that was asked for, fewer and larger pieces take half the time.
        self._most = READ_AT_ONCE if len(data) >= most else 0
        return data

    def write(self, data: bytes, timeout: float | None = None) -> None:
        with self._busy, _call.get().driver.waiting(self):
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


class _Greeted:
    """A connection of an async client, or the backend that makes them: one that is made for nobody is closed.

    A task may be cancelled, or its client closed, while it connects; httpcore would forget such a connection.
    """

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    async def connect_tcp(self, *args: Any, **kwargs: Any) -> _Greeted:
        made = _Greeted(await self._inner.connect_tcp(*args, **kwargs))
        async with made._wanted():
            _refuse_cut(_call.get().driver)
        return made

    async def start_tls(self, *args: Any, **kwargs: Any) -> Any:
        async with self._wanted():
            return await self._inner.start_tls(*args, **kwargs)

    @contextlib.asynccontextmanager
    async def _wanted(self) -> AsyncGenerator[None]:
        try:
            yield
        except BaseException:
            await _to_its_end(self._inner.aclose())
            raise


async def _sweep(http: httpx.AsyncClient) -> None:
    """Close the connections that no request has, and that are not free: cancelled, httpcore may forget them."""
    for pool in _pools(http):
        used = [request.connection for request in pool._requests]
        for connection in pool.connections:
            if connection not in used and not connection.is_idle() and not connection.is_closed():
                await connection.aclose()


def _forget(http: httpx.Client, request: httpx.Request) -> None:
    """Close the connection of a request that was interrupted; and those that no request has: one may be locked."""
    for pool in _pools(http):
        with pool._optional_thread_lock:
            pool._requests = [one for one in pool._requests if one.request.extensions is not request.extensions]
            used = [one.connection for one in pool._requests]
            left = [connection for connection in pool._connections if connection not in used]
            pool._connections = [connection for connection in pool._connections if connection in used]
        for connection in left:
            connection.close()


def _through(kind: Callable[[Any], Any], http: httpx.Client | httpx.AsyncClient) -> None:
    """Let a client make its connections by a backend around its own."""
    for pool in _pools(http):
        pool._network_backend = kind(pool._network_backend)
        pool._optional_thread_lock = threading.Lock()  # for the reason of _Free


def _pools(http: httpx.Client | httpx.AsyncClient) -> list[Any]:
    """The pools of a client's connections; httpx has no public place for them."""
    pools = [getattr(transport, "_pool", None) for transport in (http._transport, *http._mounts.values())]
    return [pool for pool in pools if pool is not None]


def _left(timeout: float | None) -> float | None:
    call = _call.get()
    _refuse_cut(call.driver)
    left = call.until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left if timeout is None else min(timeout, left)


async def _read(piece: Piece) -> AsyncIterator[bytes]:
    import asyncio

    chunks = piece.read()
    while chunk := await asyncio.to_thread(next, chunks, b""):
        yield chunk


def _arguments(send: Send, read: Callable[[Piece], Any]) -> dict[str, Any]:
    """What httpx needs to build the request: a copy, which alone carries the token."""
    request = send.request
    content = request.content
    parts = [(key, _part(leaf)) for key, leaf in request.form or ()]
    return {
        "method": request.method,
        "url": _url(request.url, list(request.params)),
        "headers": dict(request.headers),
        "content": read(content) if isinstance(content, Piece) else content,
        "files": parts or None,
        "timeout": httpx.Timeout(send.timeout, connect=min(CONNECT, send.timeout)),
    }


def _url(text: str, params: list[Any]) -> httpx.URL:
    try:
        if params and "?" not in text and "#" not in text:
            return httpx.URL(f"{text}?{urlencode(params)}")  # parsed once: that takes longer than all we do ourselves
        # Merged, as httpx's own params= would cut off the query that the URL has already.
        return httpx.URL(text).copy_merge_params(params) if params else httpx.URL(text)
    except httpx.InvalidURL as error:
        raise Fault(UsageError, f"the request cannot be sent: {error}", sent=False, final=True) from None


def _part(leaf: Any) -> tuple[Any, ...]:
    """A part of a multipart form: a generated File, or text. httpx makes a new boundary for each request."""
    if hasattr(leaf, "content"):
        return leaf.name, leaf.content, leaf.media_type
    return None, text(leaf)


@contextlib.contextmanager
def _exchange(driver: ThreadDriver | AsyncDriver, until: float) -> Generator[None]:
    """Keep httpx's logs quiet, and turn each of its errors into a Fault that says what it means for us."""
    before = _call.set(_Call(until, driver))
    try:
        yield
    except TimeoutError:  # of asyncio, or of _left; a socket's own comes as one of httpx's
        raise Fault(TimedOut, "the deadline passed before the answer had come", sent=True, final=True) from None
    except httpx.InvalidURL:  # not of the request: httpx looks at redirects, though it is told not to follow them
        raise Fault(UnexpectedResponse, NOWHERE, sent=True, final=True) from None
    except (httpx.UnsupportedProtocol, httpx.LocalProtocolError) as error:
        raise Fault(UsageError, f"the request cannot be sent: {error}", sent=False, final=True) from None
    except (httpx.ConnectTimeout, httpx.PoolTimeout):
        raise Fault(TimedOut, "no connection could be made in time", sent=False) from None
    except httpx.TimeoutException:
        raise Fault(TimedOut, "the server was silent for too long", sent=True) from None
    except (httpx.ConnectError, httpx.ProxyError) as error:
        untrusted = "CERTIFICATE" in str(error).upper()
        reason = "its certificate cannot be trusted" if untrusted else str(error) or "no reason is known"
        raise Fault(ConnectionFailed, f"no connection could be made: {reason}", sent=False, final=untrusted) from None
    except httpx.TransportError as error:
        _refuse_cut(driver)
        if "location header" in str(error):
            raise Fault(UnexpectedResponse, NOWHERE, sent=True, final=True) from None
        # h11 shows what it could not read, which may be anything: a participant's answer.
        reason = str(error).partition(": bytearray(")[0]
        raise Fault(ConnectionFailed, f"the connection broke: {reason}", sent=True) from None
    except OSError as error:  # what goes into a sink explains its own
        import ssl

        if isinstance(error, ssl.SSLError):  # in asyncio, what arrived broken comes as it is
            raise Fault(ConnectionFailed, f"the connection broke: {error}", sent=True) from None
        text = f"the file cannot be sent: {error.strerror or 'it cannot be read'}"
        raise Fault(LabClientsError, text, sent=True, final=True) from None
    except (RuntimeError, httpx.StreamError):
        _refuse_closed(driver)  # while it was under way
        raise
    finally:
        _call.reset(before)
