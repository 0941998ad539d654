"""`ApiClient` sends requests to one service; `SyncClient` and `AsyncClient` are what users hold."""

from __future__ import annotations

import contextlib
import json as jsonlib
import re
import threading
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Future, wait
from typing import Any, NamedTuple, ParamSpec, Protocol, Self, TypeVar
from urllib.parse import urlsplit, urlunsplit

from labclients._auth import Auth
from labclients._environment import LOOPBACK, is_valid_address, origin_of
from labclients._modes import Async, Bound, Sync, dual_mode
from labclients._operations import OperationIndex
from labclients._params import encode_query, flatten_params
from labclients._redaction import Redactor, Secret
from labclients._retries import Options, RequestRunner
from labclients._transport import MAX_CONNECTIONS, BodyWriter, Network, Request, Transport
from labclients._workers import Cancellation, Workers, current_cancellation, end_at_exit
from labclients.errors import UsageError

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
R = TypeVar("R")

CANCEL_SECONDS = 0.05  # within which most cancelled calls end


class RequestLike(Protocol):
    """What an endpoint of a generated package sends."""

    @property
    def operation(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def params(self) -> Mapping[str, Any]: ...
    @property
    def json(self) -> Any: ...
    @property
    def form(self) -> Mapping[str, Any] | None: ...


class EndpointLike(Protocol[P, T_co]):
    """An endpoint of a generated package: `request` makes what is sent, `parse` reads the response."""

    @property
    def request(self) -> Callable[P, RequestLike]: ...
    @property
    def parse(self) -> Callable[[Any], T_co]: ...


class RawRequest(NamedTuple):
    """A request that no endpoint describes."""

    operation: str
    method: str
    path: str
    params: Mapping[str, Any]
    json: Any
    form: Mapping[str, Any] | None = None


class ApiClient:
    """Sends requests to one service: its base URL, credentials, options and connections.

    Its methods block. `run_in_thread` awaits one of them.
    """

    def __init__(
        self,
        operations: OperationIndex,
        *,
        base_url: Secret[str],
        options: Options,
        network: Network | None = None,
        is_async: bool = False,
        read_only: bool = False,
        hints: Mapping[int, str] | None = None,
    ) -> None:
        self.base_url = validated_base_url(base_url)
        self.operations = operations
        self.options = options.validated()
        self.is_async = is_async
        self.read_only = read_only
        self.hints = hints or {}
        self.redactor = Redactor()
        self.auth: Auth | None = None
        self.lock = threading.Lock()
        self.transport = Transport(network or Network())
        # Awaited calls, and what they start in the background: the former wait for the latter, so they never share.
        self._callers = Workers(MAX_CONNECTIONS)
        self._helpers = Workers()
        end_at_exit(self)

    def __reduce__(self) -> tuple[Any, ...]:
        raise UsageError("a client holds connections and credentials and cannot be pickled; make one in each process")

    # Calls.

    def call(self, endpoint: EndpointLike[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call one operation; its typed result."""
        return endpoint.parse(self.json(build(endpoint.request, *args, **kwargs)))

    def json(self, request: RequestLike) -> Any:
        """Send a request; the decoded JSON, or the bytes of an operation whose response is not JSON."""
        runner = self.runner(request)
        if runner.operation.binary:
            return runner.file().body
        return runner.json()

    def rows_json(self, request: RequestLike) -> Any:
        """Send a request for a list; the decoded JSON."""
        return self.runner(request).data()

    def runner(
        self,
        request: RequestLike,
        *,
        writer: BodyWriter | None = None,
        options: Options | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> RequestRunner:
        """The runner of a request.

        Raises:
            UsageError: The client is read-only, and the request is not known to only read.
        """
        base_path = urlsplit(self.base_url).path
        operation = self.operations.find(request.operation, request.method, base_path + request.path, base_path)
        if self.read_only and operation.effect == "write":
            raise UsageError(f"this client is read-only, and {operation.name or request.method} writes")
        return RequestRunner(
            self._http_request(request, headers or {}),
            operation,
            operations=self.operations,
            base_path=base_path,
            transport=self.transport,
            options=options or self.options,
            redactor=self.redactor,
            auth=self.auth,
            writer=writer,
            hints=self.hints,
        )

    def _http_request(self, request: RequestLike, headers: Mapping[str, str]) -> Request:
        content, problem = None, ""
        if request.json is not None:
            try:
                content = jsonlib.dumps(request.json, allow_nan=False, separators=(",", ":")).encode()
            except (TypeError, ValueError, RecursionError) as error:
                problem = str(error)
            headers = {**headers, "Content-Type": "application/json"}
        if problem:
            raise UsageError(f"the body cannot be sent as JSON: {problem}")
        form = None
        if request.form is not None:
            form = [part for name, value in request.form.items() for part in flatten_params(name, value)] or None
        url = self.base_url + request.path
        return Request(request.method.upper(), url, encode_query(request.params), headers, content, form)

    # Threads.

    async def run_in_thread(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Await a blocking method. When the task is cancelled, the method's connection is shut down."""
        import asyncio  # sync users need not wait for it

        try:
            asyncio.get_running_loop()
        except RuntimeError:
            text = "the async clients need asyncio; elsewhere (trio), run a sync client in a thread"
            raise UsageError(text) from None
        self.transport.check_usable()
        cancellation = Cancellation(self.transport.cancellation)
        future = self._callers.submit(cancellation, function, *args, **kwargs)
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            cancellation.cancel()
            # It gets a moment to end, and to remove its temporary files. Nobody wants its error any more.
            ending = asyncio.wrap_future(future)
            ending.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
            await asyncio.wait([ending], timeout=CANCEL_SECONDS)
            raise

    @contextlib.contextmanager
    def background(self) -> Generator[Background]:
        """Threads for calls that nobody waits for yet; leaving the block cancels those that are not done."""
        background = Background(self)
        try:
            yield background
        finally:
            background.cancel()

    def run_concurrently(self, functions: Sequence[Callable[[], T]], at_once: int) -> list[T]:
        """Call functions in threads, `at_once` at a time; their results in order.

        After the first error no further function is started; those that run come to their end, and the error is raised.
        When the whole is given up (Ctrl-C, a cancelled task, a closed client), they are cancelled.
        """
        results: dict[int, T] = {}
        waiting = iter(enumerate(functions))
        lock = threading.Lock()
        stopped = threading.Event()

        def work() -> None:
            while not stopped.is_set():
                with lock:
                    index, function = next(waiting, (None, None))
                if index is None or function is None:
                    return
                try:
                    results[index] = function()
                except BaseException:
                    stopped.set()
                    raise

        with self.background() as background:
            futures = [background.submit(work) for _ in range(min(at_once, len(functions)))]
            try:
                while wait(futures, timeout=1).not_done:
                    pass  # in steps, since Windows hears Ctrl-C between two waits only
            except BaseException:
                stopped.set()
                background.cancel()
                wait(futures, timeout=5)  # they remove their temporary files
                raise
            for future in futures:
                future.result()
        return [results[index] for index in range(len(functions))]

    def close(self) -> None:
        """Close every connection; calls under way end in an error."""
        self.transport.close()
        self._callers.close()
        self._helpers.close()

    def end_calls(self, seconds: float) -> None:
        """At the end of the program: cancel what runs in the background, and let it remove temporary files."""
        self.transport.cancellation.cancel()
        deadline = time.monotonic() + seconds
        for workers in (self._callers, self._helpers):
            workers.close()
            workers.join(max(0.0, deadline - time.monotonic()))


class Background:
    """Calls of one client that run in threads, and end together."""

    def __init__(self, client: ApiClient) -> None:
        self._client = client
        self._cancellation = Cancellation(current_cancellation(client.transport.cancellation))

    def submit(self, function: Callable[..., T], *args: Any) -> Future[T]:
        """Call a function in a thread."""
        return self._client._helpers.submit(self._cancellation, function, *args)

    def result(self, future: Future[T]) -> T:
        """Wait for a call; not in a process that was forked meanwhile, which has none of the threads."""
        self._client.transport.check_usable()
        return future.result()

    def cancel(self) -> None:
        """Shut down the connections of the calls that are not done."""
        self._cancellation.cancel()


def build(make: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Make a request or a body; what is wrong with its arguments is a UsageError."""
    try:
        return make(*args, **kwargs)
    except (TypeError, ValueError) as error:
        problem = str(error).removeprefix("request() ").replace(".__init__()", "")
    raise UsageError(problem)


def validated_base_url(base_url: Secret[Any]) -> str:
    """A base URL without its last slash.

    Raises:
        UsageError: It has no scheme or host, or carries credentials, a query or a fragment; or it begins with http://
            and is not on this machine, so that the token would cross a network in clear.
    """
    problem = _base_url_problem(base_url)
    if problem:
        raise UsageError(problem)
    return str(base_url.reveal()).strip().rstrip("/")


def _base_url_problem(base_url: Secret[Any]) -> str | None:
    if not isinstance(base_url.reveal(), str):
        return "base_url must be text"
    text: Secret[str] = Secret(base_url.reveal().strip())
    if not re.match("https?://[^/]", text.reveal(), re.IGNORECASE):
        return "base_url must begin with https:// and name a host"
    if not is_valid_address(text):  # not quoted: it may hold a password
        return "base_url is not a valid address; write it as https://host or https://host:port"
    parts, origin = urlsplit(text.reveal()), origin_of(text.reveal())
    if "@" in parts.netloc or parts.query or parts.fragment:
        return "base_url must be an address alone, without credentials, query or fragment"
    if origin.scheme == "http" and origin.host not in LOOPBACK:
        return "base_url must begin with https://: with http:// anybody on the way could read the token"
    return None


def raw_request(base_url: str, method: str, path: str, params: Mapping[str, Any] | None, json: Any) -> RawRequest:
    """A request to any path of this server."""
    if not re.fullmatch("[A-Za-z]+", method):
        raise UsageError(f"{method!r} is not an HTTP method")
    try:
        parts = urlsplit(path)
        is_ours = not parts.scheme or origin_of(path) == origin_of(base_url)
    except ValueError as error:
        raise UsageError(f"the path is not valid: {error}") from None
    if not is_ours:
        raise UsageError("the path belongs to another server; the token is for this one only")
    if parts.scheme:
        path = urlunsplit(("", "", parts.path, parts.query, "")).removeprefix(urlsplit(base_url).path)
    return RawRequest("", method, path if path.startswith("/") else f"/{path}", params or {}, json)


class _Client:
    """What `SyncClient` and `AsyncClient` share."""

    _client: ApiClient

    @dual_mode
    def request(self, method: str, path: str, *, params: Mapping[str, Any] | None = None, json: Any = None) -> Any:
        """Send anything else to this server, with the same credentials, retries and errors; the decoded JSON."""
        return self._client.json(raw_request(self._client.base_url, method, path, params, json))

    @property
    def base_url(self) -> str:
        """The address of the server."""
        return self._client.base_url

    def __repr__(self) -> str:
        client = vars(self).get("_client")  # none where __init__ failed, and a traceback shows self
        details = f" {client.base_url}{' read-only' if client.read_only else ''}" if client else ""
        return f"<{type(self).__name__}{details}>"


class SyncClient(_Client, Bound[Sync]):
    """A client whose methods are called; threads may share it. Use it with ``with``, or `close` it."""

    def call(self, endpoint: EndpointLike[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call any operation of the specification, e.g. ``client.call(api.stocks.get, 3)``."""
        return self._client.call(endpoint, *args, **kwargs)

    def close(self) -> None:
        """Close every connection."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncClient(_Client, Bound[Async]):
    """A client whose methods are awaited, in any asyncio event loop. Use it with ``async with``, or `close` it."""

    async def call(self, endpoint: EndpointLike[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call any operation of the specification, e.g. ``await client.call(api.stocks.get, 3)``."""
        return await self._client.run_in_thread(lambda: self._client.call(endpoint, *args, **kwargs))

    async def close(self) -> None:
        """Close every connection."""
        self._client.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
