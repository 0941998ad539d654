"""Whatever goes wrong is one error of ours, that knows its request."""

from __future__ import annotations

import copy
import json
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest
from tests.sockets.conftest import TOKEN, Mode
from tests.sockets.laws import GOOD, error_of, read, write
from tests.sockets.server import FaultServer, Seen, Step, Wire, answer, cut_chunked, cut_head, redirect, reset, short

from labclients import (
    AuthenticationError,
    Conflict,
    ConnectionFailed,
    InvalidRequest,
    LabClientsError,
    Labguru,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerError,
    StatusError,
    TransportError,
    UnexpectedResponse,
    errors,
)

ID = {"X-Request-Id": "req-77"}
PAGE = b"<!DOCTYPE html><html><head><title>Sign in | Labguru</title></head><body>...</body></html>"

STATUSES: dict[int, type[StatusError]] = {
    400: InvalidRequest,
    401: AuthenticationError,
    403: PermissionDenied,
    404: NotFound,
    410: NotFound,
    409: Conflict,
    422: InvalidRequest,
    429: RateLimited,
    500: ServerError,
    520: ServerError,
}


def check(error: LabClientsError, server: FaultServer, *, status: int | None, said: str | None) -> None:
    """An error knows its request."""
    assert error.method == "GET"
    assert error.url == f"{server.url}/api/v1/experiments/7"
    assert error.status == status
    assert error.server_message == said
    assert error.attempts == 1
    assert str(error) == f"{error.message} [GET {error.url}]"
    assert TOKEN not in str(error)


@pytest.mark.parametrize(("status", "kind"), STATUSES.items())
def test_each_error_status_has_its_class(mode: Mode, server: FaultServer, status: int, kind: type[StatusError]) -> None:
    """A status becomes its class, with the request, the status, the request id and the server's words."""
    server.plan(answer(status, json={"message": "No, thanks"}, headers=ID))
    error = error_of(lambda: mode.labguru(server, read, attempts=1))
    assert type(error) is kind
    check(error, server, status=status, said="No, thanks")
    assert error.request_id == "req-77"
    assert "No, thanks" in str(error)


@pytest.mark.parametrize("key", ["message", "error_message", "error", "errors", "msg", "text"])
def test_the_servers_message_is_found_under_any_of_its_names(mode: Mode, server: FaultServer, key: str) -> None:
    """The services call their message by six names."""
    server.plan(answer(422, json={"status": 422, key: "Name can't be blank", "type": "invalid_request_error"}))
    assert error_of(lambda: mode.labguru(server, read)).server_message == "Name can't be blank"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"  out of\n order ", "out of order"),
        (b'{"errors": {"title": ["is too long"]}}', '{"title": ["is too long"]}'),
        (b'["a", "b"]', '["a", "b"]'),
        (b'"just text"', "just text"),
        (b'{"type": "none that we know"}', None),
        (b"", None),
        (b"\xff\xfe\x00 broken", "\ufffd\ufffd\x00 broken"),
        (PAGE, "Sign in | Labguru"),
        (b"[" * 10_000, "[" * 299 + "…"),
    ],
    ids=["text", "object", "array", "string", "no message", "empty", "no utf-8", "html", "deep"],
)
def test_a_message_of_any_shape_is_quoted(server: FaultServer, body: bytes, said: str | None) -> None:
    """Whatever the body of an error is, it is quoted, shortened, or None; and it is never an error of its own."""
    server.plan(answer(500, body))
    with Labguru(token=TOKEN, base_url=server.url, attempts=1) as labguru:
        check(error_of(lambda: read(labguru)), server, status=500, said=said)


NOT_WHAT_WAS_ASKED: dict[str, tuple[Step, str, str | None]] = {
    "html": (answer(200, PAGE, headers=ID), "HTML page instead of JSON ('Sign in | Labguru')", None),
    "success false": (
        answer(json={"success": False, "msg": "exp not found"}, headers=ID),
        "exp not found",
        "exp not found",
    ),
    "cut json": (answer(200, b'{"id": 7, "title": "P', headers=ID), "not JSON", None),
    "text": (answer(200, "fine", headers=ID), "not JSON", None),
    "no utf-8": (answer(200, '{"title": "é"}'.encode("latin-1"), headers=ID), "not valid UTF-8", None),
    "array for an object": (answer(json=[1], headers=ID), "instead of an object", None),
    "nothing for an object": (answer(200, headers=ID), "sent nothing instead of an object", None),
}


@pytest.mark.parametrize(("step", "text", "said"), NOT_WHAT_WAS_ASKED.values(), ids=NOT_WHAT_WAS_ASKED)
def test_a_success_that_is_none_is_unexpected_response(
    mode: Mode, server: FaultServer, step: Step, text: str, said: str | None
) -> None:
    """Status 200 with something else than was asked for is an error that says what came, and quotes it only where it
    is about an error: anything else may be data."""
    server.plan(step)
    error = error_of(lambda: mode.labguru(server, read))
    assert type(error) is UnexpectedResponse
    assert text in error.message
    assert error.request_id == "req-77"
    check(error, server, status=200, said=said)


@pytest.mark.parametrize("step", [reset, cut_head, short(), cut_chunked], ids=["reset", "head", "body", "chunks"])
def test_a_cut_connection_is_connection_failed(mode: Mode, server: FaultServer, step: Step) -> None:
    """An answer that breaks off anywhere is no answer."""
    server.plan(step)
    error = error_of(lambda: mode.labguru(server, read, attempts=1))
    assert type(error) is ConnectionFailed
    check(error, server, status=None, said=None)


def test_a_refused_connection_is_connection_failed(mode: Mode) -> None:
    """Nobody listens: the error says so, in the same class in both modes."""
    with FaultServer(listening=False) as server:
        error = error_of(lambda: mode.labguru(server, read, attempts=1))
        assert type(error) is ConnectionFailed
        check(error, server, status=None, said=None)


def test_an_answer_that_is_no_http_is_a_transport_error(mode: Mode, server: FaultServer) -> None:
    """Another protocol on the port is an error of ours."""

    def mail(wire: Wire, seen: Seen) -> None:
        wire.send(b"220 mail.example ESMTP\r\n")
        wire.end()

    server.plan(mail)
    assert isinstance(error_of(lambda: mode.labguru(server, read, attempts=1)), TransportError)


def test_broken_compression_is_a_transport_error(mode: Mode, server: FaultServer) -> None:
    """A body that is not compressed as it says is an error of ours."""
    server.plan(answer(200, b"plain", headers={"Content-Encoding": "gzip"}))
    assert type(error_of(lambda: mode.labguru(server, read, attempts=1))) is ConnectionFailed


def test_a_redirect_to_a_login_page_is_unexpected_response(mode: Mode, server: FaultServer) -> None:
    """A login page behind a redirect on the same host is recognised as the page it is."""
    server.plan(redirect("/users/sign_in"))
    server.routes["GET", "/users/sign_in"] = answer(200, PAGE)
    error = error_of(lambda: mode.labguru(server, read))
    assert type(error) is UnexpectedResponse
    check(error, server, status=200, said=None)
    assert "Sign in | Labguru" in error.message


def test_a_redirect_to_another_host_is_not_followed(mode: Mode, server: FaultServer, other: FaultServer) -> None:
    """JSON is asked of one host only; the error names the other."""
    server.plan(redirect(f"{other.url}/api/v1/experiments/7?next=1"))
    error = error_of(lambda: mode.labguru(server, read))
    assert type(error) is UnexpectedResponse
    check(error, server, status=302, said=None)
    assert "127.0.0.1" in error.message
    assert other.seen == []


def test_a_redirect_loop_ends(mode: Mode, server: FaultServer) -> None:
    """Going in more than 5 timess is noticed after a few rounds."""
    server.plan(redirect("/a"))
    error = error_of(lambda: mode.labguru(server, read))
    assert type(error) is UnexpectedResponse
    assert "more than 5 times" in error.message
    assert len(server.seen) < 10


@pytest.mark.parametrize(
    "headers", [{}, {"Location": "http://[::1"}, {"Location": "http://h:port/"}, {"Location": "mailto:me@lab.org"}]
)
def test_a_redirect_to_nowhere_is_unexpected_response(mode: Mode, server: FaultServer, headers: dict[str, str]) -> None:
    """A redirect without an address that could be followed is an error of ours."""
    server.plan(answer(302, headers=headers))
    error = error_of(lambda: mode.labguru(server, read))
    assert type(error) is UnexpectedResponse
    assert "redirects to an invalid address" in error.message
    assert error.attempts == 1


def test_a_redirected_write_is_not_repeated(mode: Mode, server: FaultServer) -> None:
    """A POST is not turned into a GET elsewhere: browsers do, and what was created would look like what was found."""
    server.plan(redirect("/api/v1/experiments", 303), GOOD)
    assert type(error_of(lambda: mode.labguru(server, write))) is UnexpectedResponse
    assert len(server.seen) == 1


def test_a_redirect_on_the_same_host_is_followed(mode: Mode, server: FaultServer) -> None:
    """A read follows its own host's redirect, whose query stays, with the token once."""
    server.plan(redirect("/moved/7?locale=en&token=stale"), GOOD)
    assert mode.labguru(server, read).id == 7
    assert server.seen[1].path == "/moved/7"
    assert sorted(server.seen[1].query) == [("locale", "en"), ("token", TOKEN)]


CLASSES = sorted(name for name in errors.__all__ if name != "status_error")


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize("again", [lambda e: pickle.loads(pickle.dumps(e)), copy.copy, copy.deepcopy])
def test_every_error_survives_pickling_and_copying(name: str, again: Any) -> None:
    """Nothing of an error is lost on the way to another process."""
    attributes: dict[str, Any] = {"status": 404, "request_id": "r", "server_message": "m", "attempts": 3, "page": 37}
    error = getattr(errors, name)("It went wrong.", method="GET", url="https://lab/x", **attributes)
    error.add_note("seen at night")
    twin = again(error)
    assert type(twin) is type(error)
    assert str(twin) == str(error)
    assert vars(twin) == vars(error)
    assert twin.args == error.args


def _fails(url: str) -> None:
    with Labguru(token=TOKEN, base_url=url) as labguru:
        read(labguru)


def test_errors_cross_process_pools(server: FaultServer) -> None:
    """An error raised in a worker process arrives whole."""
    server.plan(answer(404, json={"error": "Resource not found"}, headers=ID))
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        error = pool.submit(_fails, server.url).exception()
    assert type(error) is NotFound
    check(error, server, status=404, said="Resource not found")
    assert error.request_id == "req-77"


def test_what_cannot_be_json_is_refused_before_it_is_sent(mode: Mode, server: FaultServer) -> None:
    """NaN, dates and other things that JSON has no form for are a UsageError."""
    for value in (float("nan"), {1, 2}, json):
        error = error_of(lambda value=value: mode.labguru(server, lambda c: c.request("POST", "/x", json={"a": value})))
        assert type(error) is errors.UsageError
    assert server.seen == []
