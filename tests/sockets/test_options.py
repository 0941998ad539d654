"""`http_client=` and `requests_per_second=`."""

from __future__ import annotations

import threading
import time
from typing import Any

import httpx
import pytest
from tests.sockets.conftest import TOKEN, Mode
from tests.sockets.laws import GOOD, error_of, lasting, read, write
from tests.sockets.server import FaultServer, answer, redirect

from labclients import Labguru, TimedOut, UsageError


def test_http_client_makes_the_client_of_each_connection(mode: Mode, server: FaultServer) -> None:
    """It gets keyword arguments of httpx.Client, so that hooks see each request and response."""
    seen: list[str | int] = []
    made: list[httpx.Client] = []

    def make(**options: Any) -> httpx.Client:
        hooks = {
            "request": [lambda request: seen.append(request.method)],
            "response": [lambda response: seen.append(response.status_code)],
        }
        made.append(httpx.Client(**options, event_hooks=hooks))
        return made[-1]

    server.plan(answer(503), GOOD)
    mode.labguru(server, read, read, http_client=make)
    assert seen == ["GET", 503, "GET", 200, "GET", 200]
    assert len(made) == 1
    assert made[0].is_closed


def test_http_client_may_bring_a_transport(mode: Mode) -> None:
    """For tests of one's own, or caches."""
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json={"id": 7}))

    def make(**options: Any) -> httpx.Client:
        return httpx.Client(**options, transport=transport)

    assert mode.labguru("http://127.0.0.1:9", read, http_client=make).id == 7


def test_an_error_of_http_client_is_heard(mode: Mode, server: FaultServer) -> None:
    """It is the caller's own, and arrives as it is; the next call makes another try."""

    def make(**options: Any) -> httpx.Client:
        raise KeyError("no certificate")

    with pytest.raises(KeyError):
        mode.labguru(server, read, http_client=make)
    assert server.seen == []


def starts(server: FaultServer) -> list[float]:
    """Replace the server's plan by one that notes when each request arrived."""
    moments: list[float] = []
    good = GOOD

    def note(wire: Any, seen: Any) -> None:
        moments.append(time.monotonic())
        good(wire, seen)

    server.plan(note)
    return moments


def test_requests_per_second_is_shared(mode: Mode, server: FaultServer) -> None:
    """All threads and tasks together send no more."""
    moments = starts(server)
    with lasting(0.45, 2):
        mode.together(server, *[read] * 10, requests_per_second=20)
    assert len(moments) == 10
    assert moments[-1] - moments[0] > 0.4


def test_retries_and_redirects_wait_for_their_turn_too(mode: Mode, server: FaultServer) -> None:
    """A request is a request."""
    server.plan(answer(503), redirect("/api/v1/experiments/8"), GOOD)
    with lasting(0.2, 1.5):
        mode.labguru(server, read, requests_per_second=10)
    assert len(server.seen) == 3


def test_a_rest_saves_up_no_requests(mode: Mode, server: FaultServer) -> None:
    """After a pause no burst follows."""
    moments = starts(server)
    with Labguru(token=TOKEN, base_url=server.url, requests_per_second=20) as labguru:
        read(labguru)
        time.sleep(0.3)
        for _ in range(3):
            read(labguru)
    assert moments[3] - moments[1] > 0.08


def test_no_turn_before_the_deadline_is_timed_out(server: FaultServer) -> None:
    """The error says who asked for the wait."""
    server.plan(GOOD)
    with Labguru(token=TOKEN, base_url=server.url, requests_per_second=0.5, deadline=0.5) as labguru:
        read(labguru)
        with lasting(0, 0.4):
            error = error_of(lambda: write(labguru))
    assert type(error) is TimedOut
    assert "requests_per_second" in error.message
    assert len(server.seen) == 1


def test_closing_wakes_who_waits_for_a_turn(server: FaultServer) -> None:
    """A thread that waits does not hold up the end of the program."""
    server.plan(GOOD)
    labguru = Labguru(token=TOKEN, base_url=server.url, requests_per_second=0.1)
    read(labguru)
    errors: list[Any] = []
    thread = threading.Thread(target=lambda: errors.append(error_of(lambda: read(labguru))))
    thread.start()
    thread.join(0.1)
    labguru.close()
    thread.join(1)
    assert not thread.is_alive()
    assert len(server.seen) == 1


@pytest.mark.parametrize("number", [0, -1, float("nan"), float("inf"), "5", [1]])
def test_a_speed_is_a_number_above_0(mode: Mode, number: Any) -> None:
    """Anything else is a UsageError."""
    with pytest.raises(UsageError, match="requests_per_second"):
        mode.labguru_class(token=TOKEN, requests_per_second=number)


@pytest.mark.parametrize(
    "options", [{"timeout": "5"}, {"deadline": None}, {"attempts": "3"}, {"attempts": 0.5}, {"attempts": float("inf")}]
)
def test_options_of_another_type_are_refused(mode: Mode, options: Any) -> None:
    """In one sentence, when the client is made."""
    name = next(iter(options))
    with pytest.raises(UsageError, match=name):
        mode.labguru_class(token=TOKEN, **options)
