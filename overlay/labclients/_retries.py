"""Runs one call: attempts, redirects, renewal of the token, and the error it ends in.

The decisions (whether to try again, how long to wait, what a redirect may do) are pure functions; `RequestRunner` acts
on them.
"""

from __future__ import annotations

import datetime as dt
import logging
import random
import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit

from labclients import errors
from labclients._auth import Auth
from labclients._environment import origin_of
from labclients._json import as_list
from labclients._operations import Operation, OperationIndex
from labclients._redaction import Redactor, Secret
from labclients._responses import DecodeError, decode_json, is_html_instead_of_file, refusal, server_message
from labclients._transport import (
    BAD_REDIRECT,
    BodyWriter,
    Credential,
    Request,
    Response,
    Transport,
    TransportFailure,
    is_positive,
)
from labclients._workers import current_cancellation

LOG = logging.getLogger("labclients")
RETRYABLE_STATUSES = frozenset({408, 429, 502, 503, 504, *range(520, 528), 530})
REDIRECTS = (301, 302, 303, 307, 308)
MAX_REDIRECTS = 5
MAX_BACKOFF = 30.0

Outcome = Response | TransportFailure


class Options(NamedTuple):
    """How patient a call is. Times are in seconds.

    `timeout` bounds each wait for bytes, `deadline` the whole call with its retries; `attempts` is how often a request
    is sent at most, the attempt after a renewed token included.
    """

    timeout: float = 60.0
    attempts: int = 4
    deadline: float = 600.0

    def for_download(self) -> Options:
        """The same for a large file: a default timeout becomes 5 times as long, a default deadline 6 times."""
        default = Options()
        return self._replace(
            timeout=300.0 if self.timeout == default.timeout else self.timeout,
            deadline=3600.0 if self.deadline == default.deadline else self.deadline,
        )

    def validated(self) -> Options:
        """Raise UsageError unless the numbers make sense."""
        if not is_positive(self.timeout) or not is_positive(self.deadline):
            raise errors.UsageError("timeout and deadline must be seconds, more than 0")
        if not is_positive(self.attempts) or self.attempts < 1:
            raise errors.UsageError("attempts must be at least 1")
        return self


def is_retryable(effect: str, outcome: Outcome, *, after_500: bool = False) -> bool:
    """Whether a call whose last attempt ended like this may be sent again; `after_500`: an earlier one met a 500.

    A read (or a login) may, whenever another attempt can help; after a 500 once, since some of Labguru's are permanent.
    A write may only when the server cannot have acted: the connection was never made, or the server says when to come
    back.
    """
    if isinstance(outcome, TransportFailure):
        return not outcome.final and (effect != "write" or not outcome.sent)
    if effect == "write":
        return outcome.status in (429, 503) and retry_after(outcome.headers) is not None
    return outcome.status in RETRYABLE_STATUSES or (outcome.status == 500 and not after_500)


def retry_delay(outcome: Outcome, attempt: int) -> float:
    """Seconds before the next attempt: what the server asks for, else exponential back-off with full jitter."""
    requested = retry_after(outcome.headers) if isinstance(outcome, Response) else None
    if requested is not None:
        return requested
    return random.uniform(0, min(MAX_BACKOFF, 0.5 * 2**attempt))  # noqa: S311 - not a secret


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The Retry-After header as seconds from now, given as (fractional) seconds or as a date; None if unusable."""
    text = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]+)?", text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    seconds = (moment - dt.datetime.now(dt.UTC)).total_seconds()
    return max(seconds, 0.0) if seconds > -60 else None  # clocks differ a little


def redirected(request: Request, response: Response, call: RequestRunner) -> tuple[Request, str]:
    """The request that a redirect asks for, or a sentence that says why it is not followed.

    Only reads follow redirects. A file may come from another host (a storage with signed links), which gets no token;
    anything else must come from the same origin. A link carries its own query, and of our headers only Range.
    """
    target = Secret(_redirect_target(request.url, response.headers.get("location")))
    if not target.reveal():
        return request, BAD_REDIRECT
    scheme, host, _ = origin_of(target.reveal())
    home = call.request.origin
    if call.operation.effect != "read":
        return request, f"the server redirects a write to {host}"
    if origin_of(target.reveal()) == home:
        path = urlsplit(target.reveal()).path
        if call.operations.find("", "GET", path, call.base_path).effect != "read":
            return request, "the server redirects a read to an operation that writes"
    elif not call.is_file or (scheme == "http" and home.scheme == "https"):
        return request, f"the server redirects to another host ({scheme}://{host}); is the base_url right?"
    elif _query_holds(target, request.credential):
        return request, f"the server redirects to another host ({scheme}://{host}), and would show it the token"
    headers = {name: value for name, value in request.headers.items() if name == "Range"}
    return Request("GET", target.reveal(), headers=headers), ""


def _redirect_target(url: str, location: str | None) -> str:
    """The absolute URL of a redirect; empty if it has none, or one that is no http address."""
    try:
        target = urljoin(url, location) if location else ""
        origin = origin_of(target)
    except ValueError:
        return ""
    return target if origin.scheme in ("http", "https") and origin.host else ""


def _query_holds(target: Secret[str], credential: Credential | None) -> bool:
    values = [value for _, value in parse_qsl(urlsplit(target.reveal()).query)]
    return credential is not None and credential.token.reveal() in values


class RequestRunner:
    """One call: sends its request, until there is a response with a success status, or raises the error."""

    def __init__(
        self,
        request: Request,
        operation: Operation,
        *,
        operations: OperationIndex,
        base_path: str,
        transport: Transport,
        options: Options,
        redactor: Redactor,
        auth: Auth | None,
        writer: BodyWriter | None = None,
        hints: Mapping[int, str] | None = None,
    ) -> None:
        self.request = request
        self.operation = operation
        self.operations = operations
        self.base_path = base_path
        self.transport = transport
        self.options = options
        self.redactor = redactor
        self.auth = None if operation.public else auth
        self.writer = writer
        self.is_file = writer is not None or operation.binary
        self.hints = (self.auth and hints) or {}  # they are about the token
        self.attempts = 0
        self.after_500 = False
        self.response: Response | None = None
        self.deadline = time.monotonic() + options.deadline

    def execute(self) -> Response:
        """Send the request, and retry it as `is_retryable` allows; the response has a success status."""
        renewed = False
        while True:
            credential = self.auth.credential(self.deadline) if self.auth else None
            outcome = self._attempt(credential)
            self._log(outcome)
            if isinstance(outcome, Response) and outcome.status < 300:
                self._refuse_partial_file(outcome)
                return outcome
            may_renew = not renewed and self.attempts < self.options.attempts
            if (
                credential
                and self.auth
                and may_renew
                and isinstance(outcome, Response)
                and outcome.status == 401
                and self.auth.renew(credential, self.deadline)
            ):
                renewed = True  # a refused request did nothing, so even a write is sent again
                continue
            self._wait_or_raise(outcome)

    def json(self) -> Any:
        """The decoded JSON of the response; None for an empty one."""
        response = self.execute()
        try:
            return decode_json(response, self.redactor.redact)
        except DecodeError as error:
            text, message = str(error), error.server_message
        # Outside of the except clause: json's own error holds the whole body, and would be the context of ours.
        raise self.error(errors.UnexpectedResponse, text, message=message)

    def data(self, *, acknowledges: bool = False) -> Any:
        """The same, for a record or a list: an error that came with a success status is raised."""
        data: Any = self.json()
        rows = as_list(data) or []
        message = refusal(rows[0] if len(rows) == 1 else data, self.redactor.redact, acknowledges=acknowledges)
        if message:
            del data, rows  # tracebacks show what is in variables
            text = f"the server answered with an error, and status {self.response and self.response.status}: {message}"
            raise self.error(errors.UnexpectedResponse, text, message=message)
        return data

    def file(self, *, may_be_html: bool = False) -> Response:
        """The response that brings a file; an HTML page in its place is an error, unless the file may be one."""
        response = self.execute()
        if is_html_instead_of_file(response) and not may_be_html:
            raise self.error(errors.UnexpectedResponse, "the server sent an HTML page instead of the file")
        return response

    def _attempt(self, credential: Credential | None) -> Outcome:
        """Send the request once, and follow redirects."""
        self.attempts += 1
        self.response = None
        request, home = self.request, self.request.origin
        for _ in range(MAX_REDIRECTS + 1):
            request.credential = credential if request.origin == home else None
            if self.writer:
                self.writer.restart()
            try:
                response = self._send(request)
            except TransportFailure as failure:
                if request is not self.request and failure.error is errors.UsageError:  # the server chose this URL
                    failure.error, failure.text = errors.UnexpectedResponse, BAD_REDIRECT
                self.response = failure.response
                return failure
            self.response = response
            if response.status not in REDIRECTS:
                return response
            request, refusal = redirected(request, response, self)
            if refusal:
                raise self.error(errors.UnexpectedResponse, refusal)
            if request.origin != home:
                self.redactor = self.redactor.with_url_secrets(Secret(request.url))
        raise self.error(errors.UnexpectedResponse, f"the server redirects more than {MAX_REDIRECTS} times")

    def _send(self, request: Request) -> Response:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TransportFailure(errors.TimedOut, "the deadline passed before the request was sent", sent=False)
        timeout = min(self.options.timeout, left)
        return self.transport.send(request, timeout=timeout, deadline=self.deadline, writer=self.writer)

    def _refuse_partial_file(self, response: Response) -> None:
        """A file is complete under status 200 only; a part of it is right only if a part was asked for."""
        complete = 206 if "Range" in self.request.headers else 200
        if self.is_file and response.status not in (200, complete):
            text = f"the server answered {response.status}, which does not bring the whole file"
            raise self.error(errors.UnexpectedResponse, text)

    def _log(self, outcome: Outcome) -> None:
        if LOG.isEnabledFor(logging.DEBUG):
            text = outcome.text if isinstance(outcome, TransportFailure) else str(outcome.status)
            result = self.redactor.redact(text)
            LOG.debug("%s %s: %s (attempt %d)", self.request.method, self._loggable_url(), result, self.attempts)

    def _loggable_url(self) -> str:
        return self.redactor.url(self.request.url, self.request.params, self.operation.loggable_params)

    def _wait_or_raise(self, outcome: Outcome) -> None:
        """Sleep until the next attempt, or raise the error that the outcome is."""
        retryable = is_retryable(self.operation.effect, outcome, after_500=self.after_500)
        if self.attempts >= self.options.attempts or not retryable:
            raise self.failure(outcome)
        self.after_500 = self.after_500 or (isinstance(outcome, Response) and outcome.status == 500)
        seconds = retry_delay(outcome, self.attempts)
        if time.monotonic() + seconds >= self.deadline:
            raise self._no_time_left(outcome, seconds)
        current_cancellation(self.transport.cancellation).wait(seconds)

    def _no_time_left(self, outcome: Outcome, seconds: float) -> errors.LabClientsError:
        limit = f"the deadline of {self.options.deadline:g} s"
        if isinstance(outcome, Response) and retry_after(outcome.headers) is not None:
            if seconds > self.options.deadline:  # no call would wait that long
                return self.failure(outcome, f"it asks to wait {seconds:g} s (Retry-After), longer than {limit}")
            reason = f"the server asks to wait {seconds:g} s (Retry-After), and {limit} ends sooner"
        else:
            reason = f"{limit} left no time for another attempt"
        return self.error(errors.TimedOut, f"{reason}: {self.failure(outcome).message}")

    def failure(self, outcome: Outcome, note: str = "") -> errors.LabClientsError:
        """The error that an outcome is."""
        if isinstance(outcome, TransportFailure):
            return self.error(outcome.error, outcome.text)
        message = server_message(outcome, self.redactor.redact)
        text = f"the server answered {outcome.status}" + (f": {message}" if message else "")
        notes = [text, note, self.hints.get(outcome.status, "")]
        return self.error(errors.status_error(outcome.status), "; ".join(filter(None, notes)))

    def error(
        self, error: type[errors.LabClientsError], text: str, *, message: str | None = None
    ) -> errors.LabClientsError:
        """An error that knows its request and response, with the secrets removed.

        Args:
            error: Its class.
            text: What happened, in one sentence.
            message: What the server says, where that is known to be no participant's data.
        """
        response, redact = self.response, self.redactor.redact
        message = message or (server_message(response, redact) if response else None)
        request_id = redact(response.headers.get("x-request-id", "")[:200]) if response else ""
        raised = error(
            redact(text),
            method=self.request.method,
            url=self._loggable_url(),
            status=response.status if response else None,
            request_id=request_id or None,
            server_message=message and redact(message),
            attempts=self.attempts,
        )
        if isinstance(raised, errors.RateLimited) and response:
            raised.retry_after = retry_after(response.headers)
        return raised
