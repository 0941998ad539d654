"""What every client is made of: the core that decides, and the two faces that users hold."""

from __future__ import annotations

import json as jsonlib
import os
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Any, NamedTuple, ParamSpec, Self, TypeVar
from urllib.parse import urlsplit, urlunsplit

from labclients.calls import Async, Bound, EndpointLike, RequestLike, Sync
from labclients.errors import UnexpectedResponse, UsageError
from labclients.facts import Facts
from labclients.shapes import as_object
from labclients.transport.auth import Auth
from labclients.transport.door import LOOPBACK, AsyncDriver, ThreadDriver
from labclients.transport.effects import Flow, Outgoing, Sink
from labclients.transport.encode import flatten, pairs
from labclients.transport.policy import Exchange, Options, origin
from labclients.transport.redact import Secrets

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")


class Plain(NamedTuple):
    """A request that no endpoint describes."""

    operation: str
    method: str
    path: str
    params: Mapping[str, Any]
    json: Any
    form: Mapping[str, Any] | None = None


class Core:
    """All that one client knows: where, as whom, how patiently. It decides; its driver acts."""

    def __init__(
        self,
        driver: type[ThreadDriver] | type[AsyncDriver],
        facts: Facts,
        *,
        base_url: str,
        options: Options,
        read_only: bool,
        advice: Mapping[int, str] | None = None,
    ) -> None:
        self.base_url = checked_url(base_url)
        self.driver = driver(self.base_url)
        self.facts = facts
        self.options = options.checked()
        self.read_only = read_only
        self.advice = advice or {}
        self.secrets = Secrets()
        self.awaited = driver is AsyncDriver
        self.auth: Auth | None = None

    def run(self, flow: Flow[Any]) -> Any:
        """The flow's result, or in async mode a coroutine that gives it."""
        return self.driver.run(flow)

    def call(self, endpoint: EndpointLike[P, T], *args: P.args, **kwargs: P.kwargs) -> Flow[T]:
        """One operation, typed."""
        request = prepared(endpoint.request, *args, **kwargs)
        return endpoint.parse((yield from self.json(request)))

    def submit(
        self,
        endpoint: EndpointLike[..., Any],
        path: Iterable[object],
        body: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        record: Callable[[Any], R],
    ) -> Flow[R]:
        """An operation that sends a body made of the arguments; the answer read as `record`."""
        made = prepared(body, *args, **kwargs)
        return (yield from self.record(prepared(endpoint.request, *path, body=made), record))

    def record(self, request: RequestLike, record: Callable[[Any], R]) -> Flow[R]:
        """Send a request that one object answers; where a write is only acknowledged, a record of nothing."""
        exchange = self.exchange(request)
        data: Any = yield from exchange.json()
        if data is None and exchange.operation.effect == "write":
            return record({})
        if as_object(data) is None:
            came = "nothing" if data is None else f"JSON of another kind ({type(data).__name__})"
            raise exchange.error(UnexpectedResponse, f"an object was to come, and {came} came")
        return record(data)

    def json(self, request: RequestLike) -> Flow[Any]:
        """Send a request; its answer's JSON, or bytes where the operation answers no JSON."""
        exchange = self.exchange(request)
        if exchange.operation.binary:
            return (yield from exchange.whole()).body
        return (yield from exchange.json())

    def exchange(self, request: RequestLike, *, sink: Sink | None = None, options: Options | None = None) -> Exchange:
        """The exchange that a request starts. A read-only client refuses what is not known to only read."""
        operation = self.facts.operation(request.operation, request.method, request.path)
        if self.read_only and operation.effect == "write":
            raise UsageError(f"this client is read-only, and {operation.name or request.method} writes")
        return Exchange(
            self._outgoing(request),
            operation,
            options=options or self.options,
            secrets=self.secrets,
            auth=self.auth,
            sink=sink,
            advice=self.advice,
        )

    def _outgoing(self, request: RequestLike) -> Outgoing:
        content, headers = None, {}
        if request.json is not None:
            try:
                content = jsonlib.dumps(request.json, allow_nan=False, separators=(",", ":")).encode()
            except (TypeError, ValueError) as error:
                raise UsageError(f"what is to be sent is no JSON: {error}") from None
            headers = {"Content-Type": "application/json"}
        parts = (request.form or {}).items()
        form = [part for name, value in parts for part in flatten(name, value)] or None
        url = self.base_url + request.path
        return Outgoing(request.method.upper(), url, pairs(request.params), headers, content, form)


def prepared(make: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Make a request or a body; what its arguments have wrong is one UsageError."""
    try:
        return make(*args, **kwargs)
    except (TypeError, ValueError) as error:
        raise UsageError(str(error).removeprefix("request() ").replace(".__init__()", "")) from None


def checked_url(url: str) -> str:
    """A base URL without its last slash.

    Raises:
        UsageError: It has no scheme or host, or carries credentials, a query or a fragment; or the token would go
            through a network without TLS.
    """
    try:
        parts = urlsplit(url.strip())
        scheme, host, _ = origin(url.strip())
    except ValueError as error:
        raise UsageError(f"base_url is no address: {error}") from None
    if scheme not in ("http", "https") or not host:
        raise UsageError("base_url must begin with https:// and name a host")
    if scheme == "http" and host not in LOOPBACK:
        raise UsageError("base_url must begin with https://: with http:// anybody on the way could read the token")
    if parts.username or parts.query or parts.fragment:
        raise UsageError("base_url must be an address alone, without credentials, query or fragment")
    return url.strip().rstrip("/")


def environment(*names: str) -> dict[str, str]:
    """The variables that are set, and not empty."""
    return {name: os.environ[name].strip() for name in names if os.environ.get(name, "").strip()}


def raw(base_url: str, method: str, path: str, params: Mapping[str, Any] | None, json: Any) -> Plain:
    """A request to any path of this server."""
    try:
        parts = urlsplit(path)
        ours = not parts.scheme or origin(path) == origin(base_url)
    except ValueError as error:
        raise UsageError(f"this is no path: {error}") from None
    if not ours:
        raise UsageError("the path belongs to another server; the token is for this one only")
    if parts.scheme:
        path = urlunsplit(("", "", parts.path, parts.query, "")).removeprefix(urlsplit(base_url).path)
    return Plain("", method, path if path.startswith("/") else f"/{path}", params or {}, json)


class _Client:
    """What both faces share."""

    _core: Core

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._core.base_url}{' read-only' if self._core.read_only else ''}>"


class SyncClient(_Client, Bound[Sync]):
    """A client that is called directly; threads may share it. Use it with ``with``, or `close` it."""

    def call(self, endpoint: EndpointLike[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call any operation of the specification, e.g. ``client.call(api.stocks.get, 3)``."""
        result: T = self._core.run(self._core.call(endpoint, *args, **kwargs))
        return result

    def request(self, method: str, path: str, *, params: Mapping[str, Any] | None = None, json: Any = None) -> Any:
        """Send anything else to this server, with the same credentials, retries and errors; the decoded JSON."""
        return self._core.run(self._core.json(raw(self._core.base_url, method, path, params, json)))

    def close(self) -> None:
        """Close every connection."""
        driver = self._core.driver
        assert isinstance(driver, ThreadDriver)  # noqa: S101 - for type checkers
        driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class AsyncClient(_Client, Bound[Async]):
    """A client that is awaited; tasks of one event loop may share it. Use it with ``async with``, or `close` it."""

    async def call(self, endpoint: EndpointLike[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call any operation of the specification, e.g. ``await client.call(api.stocks.get, 3)``."""
        result: T = await self._core.run(self._core.call(endpoint, *args, **kwargs))
        return result

    async def request(
        self, method: str, path: str, *, params: Mapping[str, Any] | None = None, json: Any = None
    ) -> Any:
        """Send anything else to this server, with the same credentials, retries and errors; the decoded JSON."""
        return await self._core.run(self._core.json(raw(self._core.base_url, method, path, params, json)))

    async def close(self) -> None:
        """Close every connection."""
        driver = self._core.driver
        assert isinstance(driver, AsyncDriver)  # noqa: S101 - for type checkers
        await driver.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.close()
