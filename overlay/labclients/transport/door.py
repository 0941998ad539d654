"""The one door to the network: the only module that knows httpx, and the two drivers that run flows through it.

Going over to httpx's successor is one line here. What httpx and httpcore would log of our requests (whole URLs, every
header) is dropped, and one line of our own, without secrets, goes to the logger ``labclients``.
"""

from __future__ import annotations

import contextlib
import contextvars
import logging
import threading
import time
from collections.abc import Callable, Generator
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx  # noqa: TID251 - here, and nowhere else

from labclients._version import __version__
from labclients.errors import ConnectionFailed, TimedOut, UsageError
from labclients.transport.effects import Alone, Answer, Effect, Fault, Flow, Send, Sleep, Work
from labclients.transport.encode import text

T = TypeVar("T")

CONNECT = 10.0
CONNECTIONS = httpx.Limits(max_connections=32, max_keepalive_connections=16)
HEADERS = {"User-Agent": f"labclients/{__version__}", "Accept": "application/json, */*;q=0.5"}
LOOPBACK = ("127.0.0.1", "localhost", "::1")
WRITE_AT_ONCE = 1 << 20

_ours: contextvars.ContextVar[bool] = contextvars.ContextVar("labclients request", default=False)


def _not_ours(record: logging.LogRecord) -> bool:
    return not _ours.get()


for _name in ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy", "httpcore.socks"):
    logging.getLogger(_name).addFilter(_not_ours)


class ThreadDriver:
    """Runs flows in the caller's thread; any number of threads may share one."""

    def __init__(self, base_url: str) -> None:
        self._trust_env = _trusts_environment(base_url)
        self._http: httpx.Client | None = None
        self._closed = False
        self._alone = threading.Lock()
        self._opening = threading.Lock()

    def run(self, flow: Flow[T]) -> T:
        """Perform what the flow yields until it returns or raises."""
        step: Callable[[], Effect] = lambda: next(flow)  # noqa: E731 - replaced at each turn
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
        """Close every connection; what is under way ends in an error."""
        self._closed = True
        if self._http:
            self._http.close()

    def _perform(self, effect: Effect) -> Any:
        match effect:
            case Send():
                return self._send(effect)
            case Sleep(seconds):
                return time.sleep(seconds)
            case Work(function):
                return function()
            case Alone(flow):
                with self._alone:
                    return self.run(flow())

    def _send(self, send: Send) -> Answer:
        http = self._client()
        with _exchange(self):
            response = http.send(http.build_request(**_arguments(send)), stream=True)
            try:
                into = _Body(send, response)
                for chunk in response.iter_bytes():
                    if into.take(chunk):
                        into.flush()
                into.flush()
                return into.answer()
            finally:
                response.close()

    def _client(self) -> httpx.Client:
        with self._opening:
            _refuse_closed(self._closed)
            if self._http is None:
                self._http = httpx.Client(**_settings(self._trust_env))
            return self._http


class AsyncDriver:
    """Runs flows in an asyncio event loop; any number of its tasks may share one."""

    def __init__(self, base_url: str) -> None:
        self._trust_env = _trusts_environment(base_url)
        self._http: httpx.AsyncClient | None = None
        self._closed = False
        self._alone: asyncio.Lock | None = None

    async def run(self, flow: Flow[T]) -> T:
        """Perform what the flow yields until it returns or raises."""
        import asyncio

        step: Callable[[], Effect] = lambda: next(flow)  # noqa: E731 - replaced at each turn
        while True:
            try:
                effect = step()
            except StopIteration as end:
                result: T = end.value
                return result
            try:
                step = _told(flow, await self._perform(effect))
            except asyncio.CancelledError:
                flow.close()
                raise
            except Exception as error:
                step = _thrown(flow, error)

    async def close(self) -> None:
        """Close every connection; what is under way ends in an error."""
        self._closed = True
        if self._http:
            await self._http.aclose()

    async def _perform(self, effect: Effect) -> Any:
        import asyncio  # here, since sync users need not wait for it

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
        with _exchange(self):
            response = await http.send(http.build_request(**_arguments(send)), stream=True)
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
        _refuse_closed(self._closed)
        if self._http is None:
            self._http = httpx.AsyncClient(**_settings(self._trust_env))
        return self._http


class _Body:
    """A body as it arrives: into the sink in large pieces, or kept."""

    def __init__(self, send: Send, response: httpx.Response) -> None:
        self._response = response
        self._until = send.until
        self._sink = send.sink if 200 <= response.status_code < 300 else None
        self._chunks: list[bytes] = []
        self._waiting = 0

    @property
    def streamed(self) -> bool:
        return self._sink is not None

    def take(self, chunk: bytes) -> bool:
        """Keep a chunk; True when there is enough to flush."""
        if time.monotonic() > self._until:
            raise httpx.ReadTimeout("the deadline passed")
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
    return {"limits": CONNECTIONS, "headers": HEADERS, "trust_env": trust_env, "follow_redirects": False}


def _refuse_closed(closed: bool) -> None:
    if closed:
        raise UsageError("this client is closed")


def _arguments(send: Send) -> dict[str, Any]:
    """What httpx needs to build the request: a copy, which alone carries the token."""
    request = send.request
    parts = [(key, _part(leaf)) for key, leaf in request.form or ()]
    return {
        "method": request.method,
        "url": request.url,
        # None keeps the query that the URL has already, an empty list would cut it off.
        "params": list(request.params) or None,
        "headers": dict(request.headers),
        "content": request.content,
        "files": parts or None,
        "timeout": httpx.Timeout(send.timeout, connect=min(CONNECT, send.timeout)),
    }


def _part(leaf: Any) -> tuple[Any, ...]:
    """A part of a multipart form: a generated File, or text. httpx makes a new boundary for each request."""
    if hasattr(leaf, "content"):
        return leaf.name, leaf.content, leaf.media_type
    return None, text(leaf)


@contextlib.contextmanager
def _exchange(driver: ThreadDriver | AsyncDriver) -> Generator[None]:
    """Keep httpx's logs quiet, and turn each of its errors into a Fault that says what it means for us."""
    quiet = _ours.set(True)
    try:
        yield
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError) as error:
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
        raise Fault(ConnectionFailed, f"the connection broke: {error}", sent=True) from None
    except (RuntimeError, httpx.StreamError):
        _refuse_closed(driver._closed)  # while it was under way
        raise
    finally:
        _ours.reset(quiet)
