"""Sends HTTP requests: the only module that uses httpx.

Each call leases a connection, which is a small `httpx.HTTPTransport` of its own. So a call that is cancelled, closed or
past its deadline can be ended by shutting down its own socket. What httpx and httpcore would log of a request (the
whole URL, with a token in it) is dropped; `_retries` logs one line without secrets instead.
"""

from __future__ import annotations

import contextlib
import contextvars
import functools
import logging
import math
import os
import select
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from typing import IO, Any, NamedTuple, Protocol, TypeAlias
from urllib.parse import urlencode

import httpx  # noqa: TID251 - the one place

from labclients._environment import Origin, Verify, origin_of, proxy_for, tls_context, validate_verify
from labclients._params import encode_scalar
from labclients._redaction import Secret
from labclients._version import __version__
from labclients._workers import Cancellation, current_cancellation
from labclients.errors import ConnectionFailed, LabClientsError, TimedOut, UnexpectedResponse, UsageError

CONNECT_SECONDS = 10.0
MAX_CONNECTIONS = 32
MAX_IN_MEMORY = 256 << 20  # bytes of a response that does not go into a file
MAX_INFLATION = 200  # times that compression may enlarge a response that is larger than MAX_IN_MEMORY
MAX_ERROR_BODY = 1 << 20
WRITE_SIZE = 1 << 20
READ_SIZE = 1 << 18
IDLE_SECONDS = 5.0  # for which a connection is kept; networks drop older ones without a word
WATCH_SECONDS = 1.0
HEADERS = {
    "User-Agent": f"labclients/{__version__}",
    "Accept": "application/json, */*;q=0.5",
    "Accept-Encoding": "gzip",
}
CODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
CLOSED = "this client is closed"
CLOSED_MEANWHILE = "this client was closed during the call"
FORKED = "this client's connections belong to the process that this one was forked from; make a client in each process"
BAD_REDIRECT = "the server redirects to an invalid address"

_sending: contextvars.ContextVar[bool] = contextvars.ContextVar("labclients sending", default=False)
_CORE = httpx.__name__.replace("httpx", "httpcore")  # its successor is httpx2, on httpcore2
for _logger in (httpx.__name__, *(f"{_CORE}.{part}" for part in ("connection", "http11", "http2", "proxy", "socks"))):
    logging.getLogger(_logger).addFilter(lambda record: not _sending.get())


Sender: TypeAlias = Callable[[httpx.Request], httpx.Response]


class BodyWriter(Protocol):
    """Where a streamed body goes; `restart` drops what was written, for the next attempt."""

    def write(self, data: bytes, /) -> object: ...
    def restart(self) -> None: ...


class FileSlice(NamedTuple):
    """`size` bytes of an open file from `start` on, read while they are sent, and again for each attempt."""

    file: IO[bytes]
    start: int
    size: int

    def read(self) -> Iterator[bytes]:
        """The bytes in chunks; httpx refuses to send fewer than were announced."""
        for at in range(self.start, self.start + self.size, READ_SIZE):
            self.file.seek(at)
            yield self.file.read(min(READ_SIZE, self.start + self.size - at))


class Credential(NamedTuple):
    """A token and where it goes: `where` is "header" or "query"; `prefix` stands before the token in a header."""

    where: str
    name: str
    prefix: str
    token: Secret[str]


class Request:
    """One HTTP request. Its repr shows no query, header or body, since tracebacks print it."""

    __slots__ = ("content", "credential", "form", "headers", "method", "origin", "params", "url")

    def __init__(
        self,
        method: str,
        url: str,
        params: Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        content: bytes | FileSlice | None = None,
        form: Sequence[tuple[str, Any]] | None = None,
        credential: Credential | None = None,
    ) -> None:
        self.method = method
        self.url = url
        self.origin = origin_of(url)
        self.params = params
        self.headers = headers or {}
        self.content = content
        self.form = form
        self.credential = credential

    def __repr__(self) -> str:
        return f"<Request {self.method} {self.url.partition('?')[0]}>"

    def to_httpx(self, extensions: dict[str, Any]) -> httpx.Request:
        """The request as httpx takes it, with the token in its place."""
        return httpx.Request(
            self.method,
            self._full_url(),
            headers={**HEADERS, **self.headers, **self._credential_as("header")},
            content=self.content.read() if isinstance(self.content, FileSlice) else self.content,
            files=[(name, _form_part(leaf)) for name, leaf in self.form] if self.form else None,
            extensions=extensions,
        )

    def _full_url(self) -> httpx.URL | str:
        query = urlencode([*self.params, *self._credential_as("query").items()])
        if not query:
            return self.url
        if "?" not in self.url and "#" not in self.url:
            return f"{self.url}?{query}"
        return httpx.URL(self.url).copy_merge_params(httpx.QueryParams(query))

    def _credential_as(self, where: str) -> dict[str, str]:
        credential = self.credential
        if credential is None or credential.where != where:
            return {}
        return {credential.name: credential.prefix + credential.token.reveal()}


class Response:
    """A response. Header names are in lower case; `body` is empty when it went into a writer. The repr hides it."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes = b"") -> None:
        self.status = status
        self.headers = headers
        self.body = body

    def __repr__(self) -> str:
        return f"<Response {self.status}>"


class TransportFailure(Exception):
    """No complete response arrived. `sent` is False only when the server cannot have seen the request.

    `error` is the class of error that the user gets; `final` means that another try would end the same; `response` is
    the head of a response whose body cannot be used.
    """

    def __init__(
        self,
        error: type[LabClientsError],
        text: str,
        *,
        sent: bool,
        final: bool = False,
        response: Response | None = None,
    ) -> None:
        super().__init__()  # without the text, which may hold a secret: tracebacks print the repr
        self.error = error
        self.text = text
        self.sent = sent
        self.final = final
        self.response = response


class Network:
    """How a client reaches its servers: `verify`, `proxy`, `http_client` and `requests_per_second`."""

    def __init__(
        self,
        verify: Verify = None,
        proxy: Secret[str] | None = None,
        http_client: Callable[..., Any] | None = None,
        requests_per_second: float | None = None,
    ) -> None:
        if requests_per_second is not None and not is_positive(requests_per_second):
            raise UsageError("requests_per_second must be a number above 0")
        self._verify = validate_verify(verify)
        self._proxy = proxy
        self._http_client = http_client
        self._interval = 1 / requests_per_second if requests_per_second else 0.0
        self._next_start = 0.0
        self._address_counts: dict[str, int] = {}
        self._lock = threading.Lock()

    def connect(self, origin: Origin) -> tuple[Sender, Callable[[], None], Origin | None]:
        """Functions that send a request on one connection to an origin, and close it; and the proxy, if any.

        An `httpx.HTTPTransport` is what an `httpx.Client` sends with. It costs half as much, keeps no cookies, and
        writes no URL into a log.
        """
        proxy = proxy_for(origin, self._proxy)
        proxy_origin = origin_of(proxy.reveal()) if proxy else None
        through_tls = proxy_origin is not None and proxy_origin.scheme == "https"
        context = tls_context(self._verify) if origin.scheme == "https" or through_tls else _NO_TLS
        settings: dict[str, Any] = {
            "verify": context,
            "trust_env": False,
            "limits": httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=None),
            "proxy": httpx.Proxy(proxy.reveal(), ssl_context=context if through_tls else None) if proxy else None,
        }
        if self._http_client:
            client = self._http_client(**settings, follow_redirects=False)
            return functools.partial(client.send, stream=True), client.close, proxy_origin
        transport = httpx.HTTPTransport(**settings)
        return transport.handle_request, transport.close, proxy_origin

    def address_count(self, host: str) -> int:
        """How many addresses of a host a connection may have to try."""
        if host not in self._address_counts:
            try:
                addresses = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            except (OSError, UnicodeError):  # httpx says what is wrong with the name
                addresses = []
            self._address_counts[host] = len(addresses) or 1
        return self._address_counts[host]

    def wait_for_turn(self, cancellation: Cancellation, deadline: float) -> None:
        """Wait as long as `requests_per_second` asks for."""
        if not self._interval:
            return
        with self._lock:
            start = max(time.monotonic(), self._next_start)
            if start >= deadline:
                text = "requests_per_second= leaves this request no turn before its deadline"
                raise TransportFailure(TimedOut, text, sent=False, final=True)
            self._next_start = start + self._interval
        cancellation.wait(start - time.monotonic())


_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # for http:// origins; making a real one takes longer than the call


class Connection:
    """One HTTP connection to an origin, used by one call at a time."""

    def __init__(self, origin: Origin, network: Network) -> None:
        self.origin = origin
        self.reusable = False
        self.idle_since = 0.0
        self.expired = False
        self.request_started = False  # from then on the server may see the request
        self.proxy: Origin | None = None
        self.reached_proxy = False
        self._network = network
        self._send: Sender | None = None  # made by the first exchange: finding proxies and authorities takes time
        self._close: Callable[[], None] = lambda: None
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._duplicate: socket.socket | None = None  # of a socket whose TLS handshake is under way
        self._shut_down = False

    def exchange(
        self, request: Request, timeout: float, deadline: float, writer: BodyWriter | None, cancellation: Cancellation
    ) -> Response:
        """Send a request and read its response; the connection is `reusable` if all of it was read."""
        self.reusable = False
        if self._send is None:
            self._send, self._close, self.proxy = self._network.connect(self.origin)
        response = self._send(request.to_httpx(self._extensions(timeout, deadline)))
        with contextlib.closing(response):
            result, self.reusable = _read(response, writer, deadline, cancellation)
        self.idle_since = time.monotonic()
        return result

    def is_alive(self) -> bool:
        """Whether an idle connection can be used again: the server has sent nothing since, so it has not closed it."""
        if self._socket is None or self._socket.fileno() < 0 or time.monotonic() > self.idle_since + IDLE_SECONDS:
            return False
        return not _is_readable(self._socket)

    def shut_down(self) -> None:
        """End what a thread waits for on this connection; it cannot be used any more."""
        with self._lock:
            self._shut_down = True
            for open_socket in filter(None, (self._duplicate, self._socket)):
                _shut_down(open_socket)

    def expire(self) -> None:
        """Shut the connection down because the deadline of its call has passed."""
        self.expired = True
        self.shut_down()

    def close(self) -> None:
        """Close the connection."""
        self._close()
        for open_socket in filter(None, (self._duplicate, self._socket)):
            open_socket.close()  # httpcore leaves it open when a SOCKS proxy answers nonsense

    def _extensions(self, timeout: float, deadline: float) -> dict[str, Any]:
        self.request_started = self._socket is not None
        if self.request_started:  # the connection exists
            return {"timeout": dict.fromkeys(("connect", "pool", "read", "write"), timeout)}
        seconds = {"connect": self._connect_timeout(timeout, deadline), "pool": None}
        return {"timeout": seconds | dict.fromkeys(("read", "write"), timeout), "trace": self._trace}

    def _trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Learn of each socket as soon as it is there (httpx documents these events as the "trace" extension).

        A handshake moves the socket to a new object, so a duplicate stands for it meanwhile.
        """
        step = event.partition(".")[2]
        if step == "connect_tcp.started":
            self.reached_proxy = False
        elif step == "setup_socks5_connection.started":
            self.reached_proxy = True
        elif step == "send_request_headers.started":
            if info["request"].method == b"CONNECT":
                self.reached_proxy = True
            else:
                self.request_started = True
        if step not in ("connect_tcp.complete", "start_tls.started", "start_tls.complete", "start_tls.failed"):
            return
        with self._lock:
            if self._duplicate is not None:
                self._duplicate.close()
                self._duplicate = None
            if step.endswith(".complete"):
                self._socket = info["return_value"].get_extra_info("socket")
            elif step == "start_tls.started" and self._socket is not None:
                # Not by its own method: through an HTTPS proxy it is an SSLSocket, which refuses.
                open_socket = self._socket
                self._duplicate = socket.fromfd(open_socket.fileno(), open_socket.family, open_socket.type)
            if self._shut_down and self._socket is not None:
                _shut_down(self._socket)

    def _connect_timeout(self, timeout: float, deadline: float) -> float:
        """Seconds to try one address: all addresses of the host are tried before the deadline."""
        host = (self.proxy or self.origin).host
        addresses = self._network.address_count(host)
        left = deadline - time.monotonic()
        if left <= 0:
            raise TransportFailure(TimedOut, f"the deadline passed while the name {host} was resolved", sent=False)
        return min(CONNECT_SECONDS, timeout, left / addresses)


def is_positive(number: Any) -> bool:
    """Whether an argument is a number above 0, and no infinity or NaN."""
    try:
        return bool(0 < number < math.inf)
    except TypeError:
        return False


def _is_readable(open_socket: socket.socket) -> bool:
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([open_socket], [], [], 0)[0])
    poll = select.poll()
    poll.register(open_socket, select.POLLIN)
    return bool(poll.poll(0))


def _shut_down(open_socket: socket.socket) -> None:
    with contextlib.suppress(OSError):  # not SSLSocket's own method, which drops its state under the reading thread
        socket.socket.shutdown(open_socket, socket.SHUT_RDWR)


class Transport:
    """Sends the requests of one client over at most 32 connections; any number of threads may share it."""

    def __init__(self, network: Network) -> None:
        self.cancellation = Cancellation()
        self._network = network
        self._changed = threading.Condition()
        self._idle: list[Connection] = []
        self._in_use: set[Connection] = set()
        self._process: int | None = None

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self.cancellation.cancelled

    def send(self, request: Request, *, timeout: float, deadline: float, writer: BodyWriter | None = None) -> Response:
        """Send a request and read its response.

        Args:
            request: What to send.
            timeout: Seconds to wait for each chunk of bytes.
            deadline: When (``time.monotonic``) the whole exchange must be over.
            writer: Where the body of a success goes, instead of into the response.

        Raises:
            TransportFailure: No complete response arrived.
            UsageError: The client is closed, or belongs to another process.
        """
        self.check_usable()
        cancellation = current_cancellation(self.cancellation)
        self._network.wait_for_turn(cancellation, deadline)
        with self._leased(request.origin, deadline, cancellation) as connection:
            marker = _sending.set(True)
            try:
                return connection.exchange(request, timeout, deadline, writer, cancellation)
            except (TransportFailure, LabClientsError):
                raise
            except Exception as error:
                failure = _failure(error, connection)
            finally:
                _sending.reset(marker)
        # Outside of the except clause: otherwise httpx's error, whose frames hold the token, would be the context.
        if connection.expired:
            sent = connection.request_started
            before = "the response was complete" if sent else "a connection was made"
            failure = TransportFailure(TimedOut, f"the deadline passed before {before}", sent=sent)
        elif cancellation.cancelled:
            failure = TransportFailure(ConnectionFailed, CLOSED_MEANWHILE, sent=True, final=True)
        raise failure

    def check_usable(self) -> None:
        """Raise UsageError if the client is closed, or if this process was forked from the one that connected."""
        if self._process not in (None, os.getpid()):
            raise UsageError(FORKED)
        if self.closed:
            raise UsageError(CLOSED)

    def close(self) -> None:
        """Close every connection; calls under way, or waiting for their next attempt, end in an error."""
        self.cancellation.cancel()
        if self._process in (None, os.getpid()):
            with self._changed:
                idle, self._idle = self._idle, []
            for connection in idle:
                connection.close()

    @contextlib.contextmanager
    def _leased(self, origin: Origin, deadline: float, cancellation: Cancellation) -> Generator[Connection]:
        connection = self._lease(origin, deadline, cancellation)
        try:
            cancellation.attach(connection)
            _watchdog.watch(connection, deadline)
            yield connection
        finally:
            _watchdog.release(connection)
            cancellation.detach(connection)
            self._give_back(connection)

    def _lease(self, origin: Origin, deadline: float, cancellation: Cancellation) -> Connection:
        """An idle connection to the origin, or a new one; waits while all are in use."""
        unused: list[Connection] = []
        with self._changed:
            while True:
                self.check_usable()
                if cancellation.cancelled:
                    raise TransportFailure(ConnectionFailed, CLOSED_MEANWHILE, sent=False, final=True)
                connection = next((idle for idle in reversed(self._idle) if idle.origin == origin), None)
                if connection is not None:
                    self._idle.remove(connection)
                    if connection.is_alive():
                        break
                    unused.append(connection)
                    continue
                if len(self._in_use) + len(self._idle) >= MAX_CONNECTIONS and self._idle:
                    unused.append(self._idle.pop(0))  # to another origin
                if len(self._in_use) + len(self._idle) < MAX_CONNECTIONS:
                    connection = Connection(origin, self._network)
                    break
                if time.monotonic() >= deadline:
                    text = f"all {MAX_CONNECTIONS} connections of this client were in use until the deadline"
                    raise TransportFailure(TimedOut, text, sent=False, final=True)
                self._changed.wait(0.1)  # short, to see the deadline and a cancellation, and Ctrl-C on Windows
            self._in_use.add(connection)
            self._process = os.getpid()
        for old in unused:
            old.close()
        return connection

    def _give_back(self, connection: Connection) -> None:
        with self._changed:
            self._in_use.discard(connection)
            reusable = connection.reusable and not self.closed
            if reusable:
                self._idle.append(connection)
            self._changed.notify()
        if not reusable:
            connection.close()


class _Watchdog:
    """A thread that shuts down connections whose deadline has passed.

    httpx bounds each wait for bytes; a server that sends a byte now and then could keep a call for ever.
    """

    def __init__(self) -> None:
        self._deadlines: dict[Connection, float] = {}
        self._changed = threading.Condition()
        self._wakes_at = 0.0
        self._thread: threading.Thread | None = None

    def watch(self, connection: Connection, deadline: float) -> None:
        with self._changed:
            self._deadlines[connection] = deadline
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="labclients deadlines", daemon=True)
                self._thread.start()
            if deadline < self._wakes_at:
                self._changed.notify()

    def release(self, connection: Connection) -> None:
        with self._changed:
            self._deadlines.pop(connection, None)

    def _run(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                for connection in [key for key, deadline in self._deadlines.items() if deadline <= now]:
                    del self._deadlines[connection]
                    connection.expire()
                self._wakes_at = min([now + WATCH_SECONDS, *self._deadlines.values()])
                self._changed.wait(max(0.0, self._wakes_at - now))
                if not self._deadlines:
                    self._thread = None
                    return


_watchdog = _Watchdog()


def _restart_watchdog() -> None:
    global _watchdog
    _watchdog = _Watchdog()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_restart_watchdog)  # a forked process has none of the threads


def _read(
    response: Any, writer: BodyWriter | None, deadline: float, cancellation: Cancellation
) -> tuple[Response, bool]:
    """The response with its body, and whether all of it was read."""
    headers = {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in response.headers.raw}
    if not response.is_success:
        body, complete = _read_error_body(response)
        return Response(response.status_code, headers, body), complete
    result = Response(response.status_code, headers)
    coding = headers.get("content-encoding", "").strip().lower()
    if coding not in CODINGS:
        raise _unusable(f"the response is encoded as {coding[:40]!r}, which was not asked for", result)
    chunks, size, total = list[bytes](), 0, 0
    for chunk in _decoded(response, coding):
        if cancellation.cancelled:
            raise TransportFailure(ConnectionFailed, CLOSED_MEANWHILE, sent=True, final=True)
        if time.monotonic() > deadline:
            raise TransportFailure(TimedOut, "the deadline passed before the response was complete", sent=True)
        chunks.append(chunk)
        size += len(chunk)
        total += len(chunk)
        if total > max(MAX_IN_MEMORY, MAX_INFLATION * response.num_bytes_downloaded):
            raise _unusable(f"the response inflates to more than {MAX_INFLATION} times its size", result)
        if writer and size >= WRITE_SIZE:
            writer.write(b"".join(chunks))
            chunks, size = [], 0
        if size > MAX_IN_MEMORY:
            text = f"the response is larger than {MAX_IN_MEMORY >> 20} MiB; only a download may be that large"
            raise _unusable(text, result)
    if cancellation.cancelled:  # a body without a length ends with its connection, which may have been shut down here
        raise TransportFailure(ConnectionFailed, CLOSED_MEANWHILE, sent=True, final=True)
    body = b"".join(chunks)
    if writer:
        writer.write(body)
    else:
        result.body = body
    return result, True


def _unusable(text: str, response: Response) -> TransportFailure:
    return TransportFailure(UnexpectedResponse, text, sent=True, final=True, response=response)


def _decoded(response: Any, coding: str) -> Iterator[bytes]:
    """The body without its content coding. (httpx takes compressed data that ends too early for complete.)"""
    if response.is_stream_consumed:  # by an event hook of http_client=
        yield response.content
        return
    if coding in ("", "identity"):
        yield from response.iter_raw()
        return
    decompressor = None
    for chunk in response.iter_raw():
        while chunk:
            if decompressor is None or decompressor.eof:  # gzip data may have several members
                decompressor = zlib.decompressobj(zlib.MAX_WBITS | 32)
            yield decompressor.decompress(chunk)
            chunk = decompressor.unused_data
    if decompressor is not None and not decompressor.eof:
        raise zlib.error("the compressed data end too early")


def _read_error_body(response: Any) -> tuple[bytes, bool]:
    """The beginning of an error's body, and whether all was read. The status decides: damage is no failure."""
    body = b""
    try:
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > MAX_ERROR_BODY:
                return body, False
    except (httpx.HTTPError, httpx.StreamError, OSError):
        return body, False
    if response.headers.get("content-encoding", "").strip().lower() in ("gzip", "x-gzip", "deflate"):
        with contextlib.suppress(zlib.error):
            body = zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(body, MAX_ERROR_BODY)
    return body, True


def _form_part(leaf: Any) -> tuple[Any, ...]:
    """A part of a multipart form: a generated File, or text."""
    if not hasattr(leaf, "content"):
        return None, encode_scalar(leaf)
    if hasattr(leaf.content, "seek"):
        leaf.content.seek(0)  # an earlier attempt may have read it
    return leaf.name, leaf.content, leaf.media_type


def _failure(error: Exception, connection: Connection) -> TransportFailure:
    """What an error of httpx means: which error the user gets, and whether the server can have seen the request."""
    text, sent, proxy = str(error), connection.request_started, connection.proxy
    # Whom the connection was being made to.
    host, name = connection.origin.host, ""
    if proxy and not connection.reached_proxy:
        host, name = proxy.host, f" to the proxy {proxy.host}:{proxy.port}"
    if sent and (isinstance(error, httpx.InvalidURL | UnicodeError) or "location header" in text):
        # httpx reads where a redirect leads, even if it does not follow it
        return TransportFailure(UnexpectedResponse, BAD_REDIRECT, sent=True, final=True)
    match error:
        case httpx.InvalidURL() | httpx.UnsupportedProtocol() | httpx.LocalProtocolError() | UnicodeError():
            return TransportFailure(UsageError, f"the request cannot be sent: {text}", sent=False, final=True)
        case httpx.ConnectTimeout():
            return TransportFailure(TimedOut, f"no connection{name} could be made in time", sent=False)
        case httpx.ProxyError():
            return _proxy_failure(text)
        case httpx.ConnectError():
            untrusted = "CERTIFICATE_VERIFY_FAILED" in text
            reason = _certificate_reason(text, host) if untrusted else text or "no reason is known"
            text = f"no connection{name} could be made: {reason}"
            return TransportFailure(ConnectionFailed, text, sent=False, final=untrusted)
        case httpx.TimeoutException():
            return TransportFailure(TimedOut, "the server was silent for too long", sent=sent)
        case zlib.error():
            return TransportFailure(ConnectionFailed, "the response's compression is damaged", sent=True)
        case httpx.TransportError():
            # h11 quotes what it could not read, which may be a participant's answer.
            reason = text.partition(": bytearray(")[0] or type(error).__name__
            return TransportFailure(ConnectionFailed, f"the connection broke: {reason}", sent=sent)
        case OSError():
            reason = error.strerror or "it cannot be read"
            return TransportFailure(LabClientsError, f"the file cannot be sent: {reason}", sent=True, final=True)
        case _:
            pass
    if proxy and proxy.scheme.startswith("socks") and connection.reached_proxy and not sent:
        text = f"{proxy.host}:{proxy.port} does not answer as a SOCKS 5 proxy"  # httpx lets errors of socksio through
        return TransportFailure(ConnectionFailed, text, sent=False)
    raise error


def _proxy_failure(text: str) -> TransportFailure:
    """A proxy's refusal. Of an HTTP proxy only the status is quoted: its words may repeat the credentials."""
    status = text[:3]
    reason = f"it answered {status}" if status.isdigit() else text.rstrip(".")
    if status == "407":
        reason += "; it wants a user and a password, which stand before the host in its address"
    text = f"the proxy refused to connect: {reason}"
    return TransportFailure(ConnectionFailed, text, sent=False, final=status in ("401", "403", "407"))


def _certificate_reason(text: str, host: str) -> str:
    reason = text.partition("verify failed: ")[2].partition(" (_ssl.c")[0] or text
    return (
        f"the certificate of {host} cannot be trusted ({reason}); if a proxy of your institution replaces "
        "certificates, give its authority's certificate (PEM) as verify= or SSL_CERT_FILE"
    )
