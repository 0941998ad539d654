"""How one call is carried through: retries, redirects, renewal of the token, and the error it ends in.

Pure decisions and one flow, `Exchange`; what is yielded is performed by a driver of `door`.
"""

from __future__ import annotations

import datetime as dt
import logging
import random
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit

from labclients import errors
from labclients.facts import Operation
from labclients.transport.answers import Unreadable, decode, is_page, server_message
from labclients.transport.auth import Auth
from labclients.transport.effects import Answer, Fault, Flow, Outgoing, Send, Sink, Sleep
from labclients.transport.redact import Secrets

LOG = logging.getLogger("labclients")
BUSY = (429, 502, 503, 504)
REDIRECTS = (301, 302, 303, 307, 308)
MOST_HOPS = 5


class Options(NamedTuple):
    """How patient a call is. Times are seconds.

    `timeout` bounds each wait for bytes, `deadline` the whole call with its retries, `attempts` how often it is sent,
    the time after a token was renewed included.
    """

    timeout: float = 60.0
    attempts: int = 4
    deadline: float = 600.0

    def for_download(self) -> Options:
        """The same for a large file: unless told otherwise, it may take five times the silence, six times the time."""
        usual = Options()
        return self._replace(
            timeout=300.0 if self.timeout == usual.timeout else self.timeout,
            deadline=3600.0 if self.deadline == usual.deadline else self.deadline,
        )

    def checked(self) -> Options:
        """Raise UsageError unless the numbers make sense."""
        if not (self.timeout > 0 and self.deadline > 0):  # so, NaN is refused too
            raise errors.UsageError("timeout and deadline are seconds, more than 0")
        if self.attempts < 1:
            raise errors.UsageError("attempts must be at least 1")
        return self


def may_repeat(effect: str, outcome: Answer | Fault) -> bool:
    """Whether a call that ended like this may be sent again.

    A read (or a login) may whenever another try can help. A write only when the server cannot have acted: the
    connection was never made, or the server itself says when to come back.
    """
    if isinstance(outcome, Fault):
        return not outcome.final and (effect != "write" or not outcome.sent)
    if effect == "write":
        return outcome.status in (429, 503) and retry_after(outcome.headers) is not None
    return outcome.status in BUSY


def pause(outcome: Answer | Fault, attempt: int) -> float:
    """Seconds before the next try: what the server asks for, else full-jitter back-off."""
    asked = retry_after(outcome.headers) if isinstance(outcome, Answer) else None
    if asked is not None:
        return asked
    return random.uniform(0, min(30.0, 0.5 * 2**attempt))  # noqa: S311 - no secret, only so that not all return at once


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Retry-After in seconds from now, given as seconds or as a date; None if absent, negative or nonsense."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdecimal():
        return float(text) if len(text) < 10 else None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    seconds = (moment - dt.datetime.now(dt.UTC)).total_seconds()
    return max(seconds, 0.0) if seconds > -60 else None  # clocks differ a little


def origin(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port: the token goes to one origin only."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme)


class Exchange:
    """One call on its way; `run` is the flow that ends in an answer of a success status, or raises."""

    def __init__(
        self,
        request: Outgoing,
        operation: Operation,
        *,
        options: Options,
        secrets: Secrets,
        auth: Auth | None,
        sink: Sink | None = None,
        advice: Mapping[int, str] | None = None,
    ) -> None:
        self.request = request
        self.operation = operation
        self.options = options
        self.secrets = secrets
        self.auth = None if operation.public else auth
        self.sink = sink
        self.file = sink is not None or operation.binary
        self.advice = (self.auth and advice) or {}  # it is about the token
        self.attempts = 0
        self.answer: Answer | None = None
        self.until = time.monotonic() + options.deadline

    def run(self) -> Flow[Answer]:
        """Send until it is done: the answer has a success status."""
        renewed = False
        while True:
            token = (yield from self.auth.token()) if self.auth else ""
            outcome = yield from self._attempt(token)
            self._log(outcome)
            refused = isinstance(outcome, Answer) and outcome.status == 401
            left = not renewed and self.attempts < self.options.attempts
            if refused and left and self.auth and (yield from self.auth.renew(token)):
                renewed = True  # a refused request did nothing, so even a write goes out again
            elif isinstance(outcome, Answer) and outcome.status < 300:
                self._refuse_part(outcome)
                return outcome
            else:
                yield from self._wait_or_raise(outcome)

    def json(self) -> Flow[Any]:
        """The decoded JSON of the answer; None for an empty one."""
        answer = yield from self.run()
        try:
            return decode(answer, self.secrets.hide)
        except Unreadable as unreadable:
            text, said = str(unreadable), unreadable.said
        # Not within the except clause: json's own error holds the whole body, and would be the context of ours.
        raise self.error(errors.UnexpectedResponse, text, said=said)

    def whole(self, *, page: bool = False) -> Flow[Answer]:
        """The answer that brings a file; unless it may be one, a page for people in its place is an error."""
        answer = yield from self.run()
        if is_page(answer) and not page:
            raise self.error(errors.UnexpectedResponse, "an HTML page came instead of the file")
        return answer

    def _attempt(self, token: str) -> Flow[Answer | Fault]:
        """One sending, redirects followed."""
        self.attempts += 1
        self.answer = None
        request = self.request
        hops = 0
        while True:
            ours = origin(request.url) == origin(self.request.url)
            outgoing = self.auth.place.put(request, token) if self.auth and ours else request
            if self.sink:
                self.sink.restart()
            try:
                answer: Answer = yield Send(outgoing, self._timeout(), self.until, self.sink, self.file)
            except Fault as fault:
                if hops and fault.kind is errors.UsageError:  # what cannot be sent is the server's idea
                    raise self.error(errors.UnexpectedResponse, "the server redirects to nowhere") from None
                return fault
            self.answer = answer
            if answer.status not in REDIRECTS:
                return answer
            hops += 1
            if hops > MOST_HOPS:
                raise self.error(errors.UnexpectedResponse, "the server redirects in a circle")
            request = self._follow(request, answer, token)

    def _follow(self, request: Outgoing, answer: Answer, token: str) -> Outgoing:
        """The request that a redirect asks for, if it is one to follow."""
        try:
            target = urljoin(request.url, answer.headers["location"])
            scheme, host, _ = origin(target)
        except (KeyError, ValueError):  # none, or one that is no address
            raise self.error(errors.UnexpectedResponse, "the server redirects to nowhere") from None
        if self.operation.effect != "read" or scheme not in ("http", "https"):
            raise self.error(errors.UnexpectedResponse, f"the server redirects to {host or 'nowhere'}")
        away = origin(target) != origin(self.request.url)
        if away and (not self.file or (scheme == "http" and origin(self.request.url)[0] == "https")):
            text = f"the server redirects to another host ({scheme}://{host}); is the base_url right?"
            raise self.error(errors.UnexpectedResponse, text)
        if away:
            if token and token in (value for _, value in parse_qsl(urlsplit(target).query)):
                text = f"the server redirects to another host ({scheme}://{host}), and would tell it the token"
                raise self.error(errors.UnexpectedResponse, text)
            self.secrets = self.secrets.of_link(target)
        # The link carries its own query, and of our headers only the one goes with it that asks for a part.
        part = {name: value for name, value in request.headers.items() if name == "Range"}
        return Outgoing("GET", target, headers=part)

    def _refuse_part(self, answer: Answer) -> None:
        """A file is whole under status 200 alone; a part is one only where it was asked for."""
        whole = 206 if "Range" in self.request.headers else 200
        if self.file and answer.status not in (200, whole):
            raise self.error(errors.UnexpectedResponse, f"the server answered {answer.status}, which is no whole file")

    def _log(self, outcome: Answer | Fault) -> None:
        if LOG.isEnabledFor(logging.DEBUG):
            said = self.secrets.hide(outcome.text) if isinstance(outcome, Fault) else str(outcome.status)
            LOG.debug("%s %s: %s (attempt %d)", self.request.method, self._shown_url(), said, self.attempts)

    def _shown_url(self) -> str:
        return self.secrets.url(self.request.url, self.request.params, self.operation.shown)

    def _timeout(self) -> float:
        return max(0.001, min(self.options.timeout, self.until - time.monotonic()))

    def _wait_or_raise(self, outcome: Answer | Fault) -> Flow[None]:
        if not may_repeat(self.operation.effect, outcome) or self.attempts >= self.options.attempts:
            raise self.failure(outcome)
        seconds = pause(outcome, self.attempts)
        if seconds > self.options.deadline:  # no call would wait as long as the server asks
            raise self.failure(outcome, f"it asks to come back in {seconds:.0f} s, and the deadline is sooner")
        if time.monotonic() + seconds >= self.until:
            error = self.failure(outcome)
            text = f"the deadline of {self.options.deadline:g} s left no time for another try: {error.message}"
            raise self.error(errors.TimedOut, text)
        yield Sleep(seconds)

    def failure(self, outcome: Answer | Fault, note: str = "") -> errors.LabClientsError:
        """The error that an outcome is."""
        if isinstance(outcome, Fault):
            return self.error(outcome.kind, outcome.text)
        said = server_message(outcome, self.secrets.hide)
        text = f"the server answered {outcome.status}" + (f": {said}" if said else "")
        notes = [text, note, self.advice.get(outcome.status, "")]
        return self.error(errors.status_error(outcome.status), "; ".join(filter(None, notes)))

    def error(
        self, kind: type[errors.LabClientsError], text: str, *, said: str | None = None
    ) -> errors.LabClientsError:
        """An error that knows its request and the answer, with nothing secret in it. `said` is known to be theirs."""
        answer, hide = self.answer, self.secrets.hide
        said = said or (server_message(answer, hide) if answer else None)
        request_id = answer.headers.get("x-request-id") if answer else None
        return kind(
            hide(text),
            method=self.request.method,
            url=self._shown_url(),
            status=answer.status if answer else None,
            request_id=request_id and hide(request_id),
            server_message=said and hide(said),
            attempts=self.attempts,
        )
