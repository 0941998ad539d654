"""Everything that labclients raises, in one tree.

    LabClientsError
    ├── UsageError              the call cannot be made: a bad argument, no credentials, a read-only client
    ├── TransportError          no whole answer arrived
    │   ├── ConnectionFailed
    │   └── TimedOut
    ├── StatusError             the server answered with an error status
    │   ├── InvalidRequest          400, 422
    │   ├── AuthenticationError     401, and a login that was refused
    │   ├── PermissionDenied        403
    │   ├── NotFound                404, 410
    │   ├── Conflict                409; or what was to be replaced has changed since it was read
    │   ├── RateLimited             429
    │   └── ServerError             5xx
    ├── UnexpectedResponse      a success status, but not the answer that was asked for (HTML, broken JSON, a redirect)
    ├── ArchiveError            a ZIP that is damaged, encrypted or hostile, or no ZIP at all
    ├── FilterError             a filter that the server could not obey
    │   └── FilterIgnored           the server did not obey it
    ├── NotUnique               more than one record answers to what was to find one
    └── IncompleteListing       fewer records arrived than the server counted

An error knows the request it belongs to: ``method``, ``url`` (secrets removed), ``status``, ``request_id``,
``server_message``, ``attempts`` and, inside a listing, ``page``; what does not apply is None. Errors can be pickled,
so they cross process pools.
"""

from __future__ import annotations

from typing import Any, Self

__all__ = [
    "ArchiveError",
    "AuthenticationError",
    "Conflict",
    "ConnectionFailed",
    "FilterError",
    "FilterIgnored",
    "IncompleteListing",
    "InvalidRequest",
    "LabClientsError",
    "NotFound",
    "NotUnique",
    "PermissionDenied",
    "RateLimited",
    "ServerError",
    "StatusError",
    "TimedOut",
    "TransportError",
    "UnexpectedResponse",
    "UsageError",
    "status_error",
]


class LabClientsError(Exception):
    """Base of every error of labclients.

    Args:
        message: One sentence that says what happened.
        method: HTTP method of the request.
        url: Its URL, with secrets removed.
        status: HTTP status of the answer.
        request_id: The server's ``X-Request-Id``, to quote to the vendor's support.
        server_message: What the server itself said about the error, shortened; None where it answered with a success.
        attempts: How many times the request was sent.
        page: Number of the page, when the error ended a listing.
    """

    def __init__(
        self,
        message: str,
        *,
        method: str | None = None,
        url: str | None = None,
        status: int | None = None,
        request_id: str | None = None,
        server_message: str | None = None,
        attempts: int | None = None,
        page: int | None = None,
    ) -> None:
        super().__init__(message)
        self.method = method
        self.url = url
        self.status = status
        self.request_id = request_id
        self.server_message = server_message
        self.attempts = attempts
        self.page = page

    @property
    def message(self) -> str:
        """The sentence alone, without the request."""
        return str(self.args[0])

    def at_page(self, page: int) -> Self:
        """Note the page of a listing that could not be had; it can be resumed from there."""
        self.page = page
        return self

    def __str__(self) -> str:
        request = f" [{self.method} {self.url}]" if self.url else ""
        page = f" (page {self.page} of the listing)" if self.page is not None else ""
        return f"{self.message}{page}{request}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)


class UsageError(LabClientsError, ValueError):
    """The call cannot be made as it stands; nothing was sent."""


class TransportError(LabClientsError):
    """No whole answer arrived."""


class ConnectionFailed(TransportError):
    """The connection was refused, lost or could not be trusted."""


class TimedOut(TransportError):
    """The server was silent for too long, or the deadline of the call passed."""


class StatusError(LabClientsError):
    """The server answered with an error status."""


class InvalidRequest(StatusError):
    """The server found fault with the request (400, 422)."""


class AuthenticationError(StatusError):
    """The credentials were refused (401, or a login answered with token "-1")."""


class PermissionDenied(StatusError):
    """The credentials are good, but do not reach this (403)."""


class NotFound(StatusError):
    """The server has no such thing (404, 410)."""


class Conflict(StatusError):
    """What was to be replaced has changed since it was read, or the server says so (409); nothing was written."""


class RateLimited(StatusError):
    """The server asks for fewer requests (429); `retry_after` is the seconds that it asks to wait, if it says so."""

    retry_after: float | None = None


class ServerError(StatusError):
    """The server failed (5xx)."""


class UnexpectedResponse(LabClientsError):
    """A success status, but not the answer that was asked for."""


class ArchiveError(LabClientsError):
    """A ZIP archive that is damaged, encrypted or hostile, or no ZIP archive at all."""


class FilterError(LabClientsError):
    """A filter or an order that the server could not obey; nothing was sent."""


class FilterIgnored(FilterError):
    """The server answered with a record that the filter excludes."""


class NotUnique(LabClientsError):
    """More than one record answers to what was to find one; the message names their ids."""


class IncompleteListing(LabClientsError):
    """A listing ended with fewer distinct records than the server counted."""


_BY_STATUS: dict[int, type[StatusError]] = {
    400: InvalidRequest,
    401: AuthenticationError,
    403: PermissionDenied,
    404: NotFound,
    409: Conflict,
    410: NotFound,
    422: InvalidRequest,
    429: RateLimited,
}


def status_error(status: int) -> type[StatusError]:
    """The class of error that belongs to an HTTP status."""
    return _BY_STATUS.get(status, ServerError if status >= 500 else StatusError)


def _rebuild(cls: type[LabClientsError], args: tuple[Any, ...], state: dict[str, Any]) -> LabClientsError:
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(state)
    return error
