"""The one door to the network: the only module that knows httpx, and the two drivers that run flows through it.

Going over to httpx's successor is one line here. What httpx and httpcore would log of our requests (whole URLs, every
header) is dropped, and one line of our own, without secrets, goes to the logger ``labclients``.
"""

from __future__ import annotations

import contextlib
import contextvars
import functools
import logging
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Generator
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import httpx  # noqa: TID251 - here, and nowhere else

from labclients._version import __version__
from labclients.errors import ConnectionFailed, TimedOut, UnexpectedResponse, UsageError
from labclients.transport.effects import Alone, Answer, Effect, Fault, Flow, Piece, Send, Sleep, Work
from labclients.transport.encode import text

if TYPE_CHECKING:
    import asyncio  # imported where it is used: sync users need not wait for it
    import ssl

T = TypeVar("T")

CONNECT = 10.0
CONNECTIONS = httpx.Limits(max_connections=32, max_keepalive_connections=16)
HEADERS = {"User-Agent": f"labclients/{__version__}", "Accept": "application/json, */*;q=0.5"}
LOOPBACK = ("127.0.0.1", "localhost", "::1")
WRITE_AT_ONCE = 1 << 20
NOWHERE = "the server redirects to nowhere"

# Set while one of our requests is under way: when (time.monotonic) it must be over.
_until: contextvars.ContextVar[float | None] = contextvars.ContextVar("labclients deadline", default=None)


def _not_ours(record: logging.LogRecord) -> bool:
    return _until.get() is None


for _name in ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy", "httpcore.socks"):
    logging.getLogger(_name).addFilter(_not_ours)


class ThreadDriver:
    """Runs flows in the caller's thread; any number of threads may share one."""

    def __init__(self, base_url: str) -> None:
        self._trust_env = _trusts_environment(base_url)
        self._http: httpx.Client | None = None
        self._closed = threading.Event()
        self._alone = threading.Lock()
        self._opening = threading.Lock()

    @property
    def closed(self) -> bool:
        return self._closed.is_set()

    def run(self, flow: Flow[T]) -> T:
        """Perform what the flow yields until it returns or raises."""
        step: Callable[[], Effect] = lambda: next(flow)  # noqa: E731 - replaced at each turn
        with contextlib.closing(flow):  # Ctrl-C too lets it tidy up at once
            while True:
                try:
                    effect = step()
                except StopIteration as end:
                    result: T = end.value
                    return result
                try:
                    step = _told(flow, self._perform(effect))
                except Exception as error:
                    step = _thrown(flow, error)

    def close(self) -> None:
        """Close every connection; what is under way, or waits for its next try, ends in an error."""
        self._closed.set()
        if self._http:
            self._http.close()

    def _perform(self, effect: Effect) -> Any:
        match effect:
            case Send():
                return self._send(effect)
            case Sleep(seconds):
                return self._closed.wait(seconds)
            case Work(function):
                return function()
            case Alone(flow):
                with self._alone:
                    return self.run(flow())

    def _send(self, send: Send) -> Answer:
        http = self._client()
        with _exchange(self, send.until):
            response = http.send(http.build_request(**_arguments(send, Piece.read)), stream=True)
            try:
                into = _Body(send, response)
                for chunk in response.iter_bytes():
                    if into.take(chunk):
                        into.flush()
                into.flush()
                return into.answer()
            finally:
                response.close()
                if self._closed.is_set():  # this connection may have been made while the others were being closed
                    response.extensions["network_stream"].close()

    def _client(self) -> httpx.Client:
        with self._opening:
            _refuse_closed(self)
            if self._http is None:
                self._http = httpx.Client(**_settings(self._trust_env))
                _bound(self._http)
            return self._http


class AsyncDriver:
    """Runs flows in an asyncio event loop; any number of its tasks may share one."""

    def __init__(self, base_url: str) -> None:
        self._trust_env = _trusts_environment(base_url)
        self._http: httpx.AsyncClient | None = None
        self.closed = False
        self._alone: asyncio.Lock | None = None

    async def run(self, flow: Flow[T]) -> T:
        """Perform what the flow yields until it returns or raises."""
        step: Callable[[], Effect] = lambda: next(flow)  # noqa: E731 - replaced at each turn
        with contextlib.closing(flow):  # being cancelled lets it tidy up at once
            while True:
                try:
                    effect = step()
                except StopIteration as end:
                    result: T = end.value
                    return result
                try:
                    step = _told(flow, await self._perform(effect))
                except Exception as error:
                    step = _thrown(flow, error)

    async def close(self) -> None:
        """Close every connection; what is under way ends in an error."""
        self.closed = True
        if self._http:
            await self._http.aclose()

    async def _perform(self, effect: Effect) -> Any:
        import asyncio

        match effect:
            case Send():
                return await self._send(effect)
            case Sleep(seconds):
                return await asyncio.sleep(seconds)
            case Work(function):
                return await asyncio.to_thread(function)
            case Alone(flow):
                self._alone = self._alone or asyncio.Lock()
                async with self._alone:
                    return await self.run(flow())

    async def _send(self, send: Send) -> Answer:
        import asyncio

        http = self._client()
        with _exchange(self, send.until):
            async with asyncio.timeout(send.until - time.monotonic()):
                response = await http.send(http.build_request(**_arguments(send, _read)), stream=True)
                try:
                    into = _Body(send, response)
                    async for chunk in response.aiter_bytes():
                        if into.take(chunk):
                            await asyncio.to_thread(into.flush)
                    await asyncio.to_thread(into.flush) if into.streamed else into.flush()
                    return into.answer()
                finally:
                    await response.aclose()

    def _client(self) -> httpx.AsyncClient:
        _refuse_closed(self)
        if self._http is None:
            self._http = httpx.AsyncClient(**_settings(self._trust_env))
        return self._http


class _Body:
    """A body as it arrives: into the sink in large pieces, or kept."""

    def __init__(self, send: Send, response: httpx.Response) -> None:
        self._response = response
        self._sink = send.sink if 200 <= response.status_code < 300 else None
        self._chunks: list[bytes] = []
        self._waiting = 0

    @property
    def streamed(self) -> bool:
        return self._sink is not None

    def take(self, chunk: bytes) -> bool:
        """Keep a chunk; True when there is enough to flush."""
        self._chunks.append(chunk)
        self._waiting += len(chunk)
        return self.streamed and self._waiting >= WRITE_AT_ONCE

    def flush(self) -> None:
        if self._sink is not None:
            self._sink.write(b"".join(self._chunks))
            self._chunks, self._waiting = [], 0

    def answer(self) -> Answer:
        headers = {name.lower(): value for name, value in self._response.headers.items()}
        return Answer(self._response.status_code, headers, b"".join(self._chunks))


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


def _refuse_closed(driver: ThreadDriver | AsyncDriver) -> None:
    if driver.closed:
        raise UsageError("this client is closed")


class _Bounded:
    """A connection, or the backend that makes them: no wait is longer than what is left of the call's time.

    httpx bounds each wait for bytes, so a server that sends a byte now and then could keep a thread for ever. asyncio
    can cancel such a call, a thread cannot.
    """

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self._busy = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def connect_tcp(self, *args: Any, timeout: float | None = None, **kwargs: Any) -> _Bounded:
        return _Bounded(self._inner.connect_tcp(*args, timeout=_left(timeout), **kwargs))

    def start_tls(self, *args: Any, timeout: float | None = None, **kwargs: Any) -> _Bounded:
        return _Bounded(self._inner.start_tls(*args, timeout=_left(timeout), **kwargs))

    def read(self, most: int, timeout: float | None = None) -> Any:
        with self._busy:
            return self._inner.read(most, _left(timeout))

    def write(self, data: bytes, timeout: float | None = None) -> Any:
        with self._busy:
            return self._inner.write(data, _left(timeout))

    def close(self) -> None:
        """Wake the thread that waits for its bytes, and close it when that one is out.

        A socket that is closed under a waiting thread lets it wait on, even for the next socket of that number.
        """
        with contextlib.suppress(OSError):  # not SSLSocket's own shutdown, which drops its state under the reader
            socket.socket.shutdown(self._inner.get_extra_info("socket"), socket.SHUT_RDWR)
        with self._busy:
            self._inner.close()


def _bound(http: httpx.Client) -> None:
    """Bound every connection of a client; httpx has no public place for it."""
    for transport in (http._transport, *http._mounts.values()):
        pool = getattr(transport, "_pool", None)
        if pool is not None:
            pool._network_backend = _Bounded(pool._network_backend)


def _left(timeout: float | None) -> float | None:
    until = _until.get()
    if until is None:
        return timeout
    left = until - time.monotonic()
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
    url = _url(request.url)
    return {
        "method": request.method,
        # Merged, as httpx's own params= would cut off the query that the URL has already.
        "url": url.copy_merge_params(list(request.params)) if request.params else url,
        "headers": dict(request.headers),
        "content": read(content) if isinstance(content, Piece) else content,
        "files": parts or None,
        "timeout": httpx.Timeout(send.timeout, connect=min(CONNECT, send.timeout)),
    }


def _url(text: str) -> httpx.URL:
    try:
        return httpx.URL(text)
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
    before = _until.set(until)
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
    except httpx.DecodingError:
        raise Fault(ConnectionFailed, "the answer's compression is broken", sent=True) from None
    except httpx.TransportError as error:
        if "location header" in str(error):
            raise Fault(UnexpectedResponse, NOWHERE, sent=True, final=True) from None
        raise Fault(ConnectionFailed, f"the connection broke: {error}", sent=True) from None
    except (RuntimeError, httpx.StreamError):
        _refuse_closed(driver)  # while it was under way
        raise
    finally:
        _until.reset(before)
