"""The one door to the network: the only module that knows httpx, and the two drivers that run flows through it.

Going over to httpx's successor is one line here. What httpx and httpcore would log of our requests (whole URLs, every
header) is dropped, and one line of our own, without secrets, goes to the logger ``labclients``.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import logging
import os
import threading
import time
import weakref
from collections.abc import AsyncIterator, Callable, Generator, Sequence
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode, urlsplit

import httpx  # noqa: TID251 - here, and nowhere else

from labclients._version import __version__
from labclients.errors import ConnectionFailed, LabClientsError, TimedOut, UnexpectedResponse, UsageError
from labclients.transport.body import Body
from labclients.transport.connections import Bounded, Call, Greeted, forget, refuse_cut, sweep, through, under_way
from labclients.transport.effects import Alone, Answer, Aside, Effect, Fault, Flow, Piece, Send, Sleep, Together, Work
from labclients.transport.encode import text
from labclients.transport.turns import Free, Given, Several, Turn, to_its_end

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
    "Accept-Encoding": "gzip",  # what `Gzip` undoes
}
LOOPBACK = ("127.0.0.1", "localhost", "::1")
ASIDE = 2  # flows of a Together that may be at their last work, beside those that have their turn
NOWHERE = "the server redirects to nowhere"
FORKED = "this client's connections belong to the process that this one was forked from: make one in each process"
ELSEWHERE = "this client belongs to another event loop: make one in each"


def _not_ours(record: logging.LogRecord) -> bool:
    return under_way.get(None) is None


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
        self._free = Free(AT_ONCE)
        self._waiting: set[Bounded] = set()
        self._inner: weakref.WeakSet[ThreadDriver] = weakref.WeakSet()  # Ctrl-C may forget one
        self._process: int | None = None

    @property
    def closed(self) -> bool:
        return self._closed.is_set()

    def run(self, flow: Flow[T], turn: Turn | None = None) -> T:
        """Perform what the flow yields until it returns or raises."""
        step: Callable[[], Effect] = lambda: next(flow)  # noqa: E731 - replaced at each turn
        with Given() as given, contextlib.closing(flow):  # Ctrl-C too lets it tidy up at once
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
    def waiting(self, connection: Bounded) -> Generator[None]:
        """A thread waits for this connection in the block, and for no longer than its work is wanted."""
        try:
            with self._state:
                refuse_cut(self)
                self._waiting.add(connection)
            yield
        finally:
            with self._state:  # what is cut was not given back yet, to serve somebody else
                self._waiting.discard(connection)
        refuse_cut(self)  # a body can end with its connection, and this end would be ours

    def check(self) -> None:
        """Refuse to act in a process that was forked from the one that connected: they would mix up answers."""
        if _is_forked(self._process):
            raise UsageError(FORKED)

    def _perform(self, effect: Effect, given: Given) -> Any:
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

        together = Several(flows)
        turns = threading.Semaphore(at_once)

        def work() -> None:
            with together:
                while together.waits and turns.acquire():
                    with Turn(turns) as turn:
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
        inner._closed, inner._waiting, inner._inner = threading.Event(), set(), weakref.WeakSet()
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
                forget(http, request)
                raise

    def _client(self) -> httpx.Client:
        with self._state:
            _refuse_closed(self)
            if self._http is None:
                self._http = httpx.Client(**_settings(self._trust_env))
                self._process = os.getpid()
                through(Bounded, self._http)
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

    async def run(self, flow: Flow[T], turn: Turn | None = None) -> T:
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
                return await to_its_end(asyncio.to_thread(function), undo)
            case Aside(function):
                return await to_its_end(asyncio.to_thread(function))
            case Alone(flow):
                async with self._alone:
                    return await self.run(flow())
            case Together(flows, at_once):
                return await self._together(flows, at_once)

    async def _together(self, flows: Sequence[Flow[Any]], at_once: int) -> list[Any]:
        import asyncio

        together = Several(flows)
        turns = asyncio.Semaphore(at_once)

        async def work() -> None:
            with together:
                while together.waits and await turns.acquire():
                    with Turn(turns) as turn:
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
                    await to_its_end(sweep(http))
                    raise
                try:
                    into = Body(send, response)
                    async for chunk in into.body:
                        for _ in into.take(chunk):
                            await asyncio.to_thread(into.flush)
                        if into.enough:
                            break
                    into.end()
                    await asyncio.to_thread(into.flush) if into.streamed else into.flush()
                    return into.answer()
                finally:
                    await to_its_end(response.aclose())  # cancelled in it, httpx would lose the connection

    def _client(self) -> httpx.AsyncClient:
        _refuse_closed(self)
        if self._http is None:
            self._http = httpx.AsyncClient(**_settings(self._trust_env))
            self._process = os.getpid()
            through(Greeted, self._http)
        return self._http


def _received(send: Send, response: httpx.Response) -> Answer:
    try:
        into = Body(send, response)
        for chunk in into.body:
            for _ in into.take(chunk):
                into.flush()
            if into.enough:
                break
        into.end()
        into.flush()
        return into.answer()
    finally:
        response.close()


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
    before = under_way.set(Call(until, driver))
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
        refuse_cut(driver)
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
        under_way.reset(before)
