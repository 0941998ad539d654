"""How often a call is sent, and how long it may take."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import pickle
import socket
import sys
import threading
import time
from collections.abc import Iterator
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sockets.conftest import TOKEN, Authority, Mode
from tests.sockets.laws import EXPERIMENT, GOOD, error_of, lasting, read, write
from tests.sockets.server import (
    DRIPPED_BODY,
    DRIPPED_HEAD,
    FaultServer,
    Seen,
    Step,
    TlsServer,
    Wire,
    answer,
    cut_chunked,
    cut_head,
    drip,
    head,
    reset,
    short,
    stall,
)

from labclients import (
    AsyncLabguru,
    ConnectionFailed,
    Labguru,
    RateLimited,
    ServerError,
    StatusError,
    TimedOut,
    TransportError,
    UsageError,
    _retries,
)
from labclients._retries import retry_after


def busy(after: str | None = None, status: int = 503) -> Step:
    return answer(status, headers={} if after is None else {"Retry-After": after})


def busy_until_date(wire: Wire, seen: Seen) -> None:
    moment = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=2)
    busy(format_datetime(moment, usegmt=True))(wire, seen)


def test_seconds_of_retry_after_are_waited(mode: Mode, server: FaultServer) -> None:
    """503 with Retry-After: 1 is tried again after a second, and not before."""
    server.plan(busy("1"), GOOD)
    with lasting(1.0, 2.5):
        assert mode.labguru(server, read).to_dict() == EXPERIMENT


def test_date_of_retry_after_is_waited_for(mode: Mode, server: FaultServer) -> None:
    """A date in Retry-After is the moment of the next try (dates have no fractions: up to a second less)."""
    server.plan(busy_until_date, GOOD)
    with lasting(0.9, 3.0):
        assert mode.labguru(server, read).to_dict() == EXPERIMENT


NONSENSE = [
    "-1",
    "soon",
    "1e9",
    "",
    "0.5",
    "9" * 5000,
    "Wed, 21 Oct 99999999999999999999 07:28:00 GMT",
    "Wed, 31 Feb 2024 00:00:00 GMT",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "Wed, 21 Oct 2026 07:28:00 +99999999999999999999",
]


def test_nonsense_in_retry_after_is_no_order(mode: Mode, server: FaultServer) -> None:
    """What is no delay makes a read back off as if nothing had been said."""
    server.plan(*map(busy, NONSENSE), GOOD)
    with lasting(0, 1.5):
        assert mode.labguru(server, read, attempts=len(NONSENSE) + 1).to_dict() == EXPERIMENT


@settings(max_examples=50, deadline=None)
@given(st.one_of(st.text(), st.from_regex(r"\A\w{3}, \d+ (Jan|Feb|Oct) -?\d+ \d+:\d+:\d+ (GMT|[+-]\d+)\Z")))
def test_any_retry_after_is_read_as_seconds_or_as_nothing(text: str) -> None:
    """No text in Retry-After raises or comes out negative."""
    seconds = retry_after({"retry-after": text})
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize("after", ["86400", "999999999", "Fri, 31 Dec 2100 23:59:59 GMT"])
@pytest.mark.parametrize(("status", "kind"), [(503, ServerError), (429, RateLimited)])
def test_a_huge_retry_after_ends_the_call(
    mode: Mode, server: FaultServer, after: str, status: int, kind: type[StatusError]
) -> None:
    """A wait beyond the deadline is not begun: the call ends at once, in the error that the status is."""
    server.plan(busy(after, status))
    with lasting(0, 1.5):
        error = error_of(lambda: mode.labguru(server, read))
    assert type(error) is kind
    assert len(server.seen) == 1


MAY_HAVE_ACTED: dict[str, Step] = {
    "reset": reset,
    "cut in the headers": cut_head,
    "cut in the body": short(),
    "cut chunks": cut_chunked,
    "read timeout": stall,
    "502": answer(502),
    "504": answer(504),
    "500": answer(500),
    "503 without Retry-After": answer(503),
    "503 with nonsense": busy("soon"),
    "429 without Retry-After": answer(429),
}


@pytest.mark.parametrize("outcome", MAY_HAVE_ACTED.values(), ids=MAY_HAVE_ACTED)
def test_a_write_that_may_have_acted_is_sent_once(mode: Mode, server: FaultServer, outcome: Step) -> None:
    """A POST that the server may have obeyed is never sent again."""
    server.plan(outcome)
    error = error_of(lambda: mode.labguru(server, write, timeout=0.2))
    assert isinstance(error, StatusError | TransportError)
    assert [seen.method for seen in server.seen] == ["POST"]
    assert error.attempts == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_write_that_was_put_off_is_sent_again(mode: Mode, server: FaultServer, status: int) -> None:
    """429 and 503 with Retry-After say that nothing was done, so a POST comes again, the same to the byte."""
    server.plan(busy("0", status), answer(201, json=EXPERIMENT))
    assert mode.labguru(server, write).id == 7
    first, second = server.seen
    assert first.body == second.body != b""


def test_a_write_on_a_refused_connection_is_sent_again(mode: Mode, monkeypatch: pytest.MonkeyPatch) -> None:
    """A POST that reached nobody is sent once somebody listens."""
    with FaultServer(answer(201, json=EXPERIMENT), listening=False) as server:

        def start(low: float, high: float) -> float:
            server.listen()
            return 0.01

        monkeypatch.setattr(_retries, "random", SimpleNamespace(uniform=start))
        assert mode.labguru(server, write).id == 7
        assert len(server.seen) == 1


HELPED_BY_ANOTHER_TRY = {name: step for name, step in MAY_HAVE_ACTED.items() if name != "500"}


@pytest.mark.parametrize("outcome", HELPED_BY_ANOTHER_TRY.values(), ids=HELPED_BY_ANOTHER_TRY)
def test_a_read_is_tried_again(mode: Mode, server: FaultServer, outcome: Step) -> None:
    """A GET goes out again whatever befell it on the way."""
    server.plan(outcome, GOOD)
    assert mode.labguru(server, read, timeout=0.2).to_dict() == EXPERIMENT
    assert len(server.seen) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422, 501])
def test_what_no_other_try_can_help_is_sent_once(mode: Mode, server: FaultServer, status: int) -> None:
    """An answer that would be the same the next time is not asked for again."""
    server.plan(answer(status))
    error_of(lambda: mode.labguru(server, read))
    assert len(server.seen) == 1


@pytest.mark.parametrize("status", [408, 429, 502, 503, 504, 520, 527, 530])
def test_a_read_is_tried_as_often_as_allowed(mode: Mode, server: FaultServer, status: int) -> None:
    """Statuses that mean "later" are worth every attempt, also those of the network in front of the server."""
    server.plan(answer(status), answer(status), answer(status), GOOD)
    assert mode.labguru(server, read).id == 7


def test_a_read_is_tried_once_more_after_a_500(mode: Mode, server: FaultServer) -> None:
    """A 500 may be an accident; a permanent one, which old records of Labguru have, costs one more request."""
    server.plan(answer(500), GOOD)
    assert mode.labguru(server, read).id == 7
    server.plan(answer(500))
    assert error_of(lambda: mode.labguru(server, read)).attempts == 2


def test_a_500_between_others_counts_once(mode: Mode, server: FaultServer) -> None:
    """What another status brought does not use up the attempt after a 500, and a second 500 ends the call."""
    server.plan(busy(), answer(500), GOOD)
    assert mode.labguru(server, read).id == 7
    server.seen.clear()
    server.plan(answer(500), busy(), answer(500), GOOD)
    assert error_of(lambda: mode.labguru(server, read)).attempts == 3


def test_fractions_of_retry_after_are_waited(mode: Mode, server: FaultServer) -> None:
    """Some servers count in milliseconds."""
    server.plan(busy("0.3"), busy("0.25", 429), GOOD)
    with lasting(0.55, 1.5):
        assert mode.labguru(server, read).id == 7
    assert retry_after({"retry-after": "299.997"}) == 299.997


def test_a_rate_limit_says_when_to_come_back(mode: Mode, server: FaultServer) -> None:
    """RateLimited.retry_after is what the server asked for, and None where it asked for nothing."""
    for after, seconds in {"0.25": 0.25, "86400": 86400.0, "soon": None}.items():
        server.plan(busy(after, 429))
        error = error_of(lambda: mode.labguru(server, read, attempts=1))
        assert isinstance(error, RateLimited)
        assert error.retry_after == seconds
        assert pickle.loads(pickle.dumps(error)).retry_after == seconds


def test_the_error_says_who_asked_for_the_wait(mode: Mode, server: FaultServer) -> None:
    """The server, or the deadline."""
    server.plan(busy("0.5"))
    error = error_of(lambda: mode.labguru(server, read, deadline=0.9, attempts=3))
    assert type(error) is TimedOut
    assert "the server asks to wait 0.5 s (Retry-After), and the deadline of 0.9 s ends sooner" in error.message
    assert len(server.seen) == 2


@pytest.mark.parametrize("attempts", [1, 3])
@pytest.mark.parametrize("outcome", [busy(), busy("0"), reset, answer(429)], ids=["503", "503 now", "reset", "429"])
def test_attempts_are_never_exceeded(mode: Mode, server: FaultServer, attempts: int, outcome: Step) -> None:
    """The server sees a call at most `attempts` times, and the error says how often."""
    server.plan(outcome)
    error = error_of(lambda: mode.labguru(server, read, attempts=attempts))
    assert len(server.seen) == attempts
    assert error.attempts == attempts


NEVER_READY: dict[str, Step] = {
    "drip in the body": drip(DRIPPED_BODY),
    "drip in the headers": drip(DRIPPED_HEAD),
    "stall": stall,
    "always 503": answer(503),
    "always 429 at once": busy("0", 429),
    "always reset": reset,
}


@pytest.mark.parametrize("outcome", NEVER_READY.values(), ids=NEVER_READY)
def test_the_deadline_ends_a_call(mode: Mode, server: FaultServer, outcome: Step) -> None:
    """No server can hold a call beyond its deadline, however alive it seems; that is TimedOut."""
    server.plan(outcome)
    with lasting(0.2, 1.5):
        error = error_of(lambda: mode.labguru(server, read, timeout=30.0, attempts=10_000, deadline=0.25))
    assert type(error) is TimedOut


def test_the_deadline_ends_refused_connections(mode: Mode) -> None:
    """A server that is down for longer than the deadline is TimedOut, and the error names the deadline."""
    with FaultServer(listening=False) as server, lasting(0.2, 1.5):
        error = error_of(lambda: mode.labguru(server, read, attempts=10_000, deadline=0.25))
    assert type(error) is TimedOut
    assert "deadline" in error.message


def test_a_write_is_ended_by_the_deadline(mode: Mode, server: FaultServer) -> None:
    """A POST that is answered byte by byte ends in TimedOut too, and is not sent again."""
    server.plan(drip(DRIPPED_BODY))
    with lasting(0.2, 1.5):
        error = error_of(lambda: mode.labguru(server, write, deadline=0.25))
    assert type(error) is TimedOut
    assert len(server.seen) == 1


class SlowReader(FaultServer):
    """Reads what is sent little by little, without an end, and never answers."""

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            while connection.recv(200_000) and not self._closing.wait(0.02):
                pass


def test_the_deadline_ends_a_write_that_is_read_slowly(mode: Mode) -> None:
    """A body that the network takes little by little is no reason to go on either."""
    create = lambda client: client.experiments.create(title="x" * 40_000_000, project_id=1, milestone_id=2)  # noqa: E731
    with SlowReader() as server, lasting(0.3, 2.0):
        error = error_of(lambda: mode.labguru(server, create, deadline=0.4))
    assert type(error) is TimedOut


DEAD = [f"127.0.0.{number}" for number in range(11, 15)]


@pytest.fixture
def dead_addresses(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A URL of a host with four addresses that answer to no connection: their queues are full."""
    if sys.platform != "linux":
        pytest.skip("elsewhere a full queue refuses, and there is 127.0.0.1 alone")
    sockets = [socket.socket() for _ in DEAD]
    port = 0
    for dead, address in zip([*sockets], DEAD, strict=True):
        dead.bind((address, port))
        dead.listen(0)
        port = dead.getsockname()[1]
        for _ in range(4):
            waiting = socket.socket()
            waiting.setblocking(False)
            waiting.connect_ex((address, port))
            sockets.append(waiting)
    resolve = socket.getaddrinfo

    def four_addresses(host: Any, *args: Any, **options: Any) -> Any:
        return [found for address in DEAD for found in resolve(address, *args, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", four_addresses)
    yield f"https://lab.example:{port}"
    for each in sockets:
        each.close()


@pytest.mark.parametrize("options", [{"timeout": 30.0}, {"timeout": 0.5}])
def test_the_deadline_holds_over_several_addresses(mode: Mode, dead_addresses: str, options: dict[str, float]) -> None:
    """Each address gets its part of the time."""
    with lasting(0.5, 1.6):
        error = error_of(lambda: mode.labguru(dead_addresses, read, deadline=1.0, attempts=2, **options))
    assert type(error) is TimedOut


def test_a_slow_resolver_is_waited_for_once(mode: Mode, monkeypatch: pytest.MonkeyPatch) -> None:
    """No deadline can end it, but the error comes right after it, and says what took so long."""

    def slow(*args: Any, **options: Any) -> Any:
        time.sleep(0.5)
        return resolve("127.0.0.1", *args[1:], **options)

    resolve = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with lasting(0.5, 0.9):
        error = error_of(lambda: mode.labguru("https://lab.example", read, deadline=0.2))
    assert type(error) is TimedOut
    assert "lab.example" in error.message


def test_the_deadline_holds_over_a_token_callable(mode: Mode, server: FaultServer) -> None:
    """A keyring that asks somebody who is not there."""
    asleep = threading.Event()
    with lasting(0.2, 1.0):
        error = error_of(lambda: mode.labguru(server, read, token=lambda: asleep.wait(3) or "t", deadline=0.3))
    asleep.set()
    assert type(error) is TimedOut
    assert "token=" in error.message


def test_the_deadline_holds_over_a_login_after_a_401(mode: Mode, server: FaultServer) -> None:
    """A login has no time of its own."""

    def late_401(wire: Wire, seen: Seen) -> None:
        wire.closing.wait(0.4)
        answer(401)(wire, seen)

    logins = iter([answer(json={"token": "t"}), stall])
    server.routes["POST", "/api/v1/sessions"] = lambda wire, seen: next(logins)(wire, seen)
    server.plan(late_401)
    with lasting(0.5, 0.9):
        error = error_of(lambda: mode.labguru(server, read, login="me@lab.org", password="p", deadline=0.6))
    assert type(error) is TimedOut


def damaged(wire: Wire, seen: Seen) -> None:
    """Begin an answer over TLS, and break off in a record that nobody can decipher."""
    wire.send(head(200, {"Content-Length": "800"}) + b"{")
    os.write(wire._connection.fileno(), b"\x17\x03\x03\x00\x30" + b"z" * 48)
    wire.closing.wait(0.1)
    wire.cut()


def test_a_read_is_tried_again_after_damage_under_tls(mode: Mode, trusted: Authority) -> None:
    """What was broken on the way is a connection that broke, and nothing of this machine's."""
    with TlsServer(trusted.server, damaged, GOOD) as server:
        assert mode.labguru(server, read).to_dict() == EXPERIMENT
        assert len(server.seen) == 2
        server.plan(damaged)
        error = error_of(lambda: mode.labguru(server, write))
        assert type(error) is ConnectionFailed
        assert error.message.startswith("the connection broke: ")
        assert len(server.seen) == 3


def test_a_stalled_server_is_timed_out(mode: Mode, server: FaultServer) -> None:
    """Silence longer than `timeout` ends each attempt; the error says TimedOut and how many there were."""
    server.plan(stall)
    with lasting(0.2, 1.5):
        error = error_of(lambda: mode.labguru(server, read, timeout=0.1, attempts=2))
    assert type(error) is TimedOut
    assert error.attempts == 2


def test_closing_wakes_a_call_that_waits(server: FaultServer) -> None:
    """A thread that waits for its next try does not hold up the end of the program."""
    server.plan(busy("15"))
    client = Labguru(token=TOKEN, base_url=server.url)
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(error_of(lambda: read(client))))
    thread.start()
    while not server.seen:
        thread.join(0.02)
    thread.join(0.1)
    client.close()
    thread.join(2)
    assert not thread.is_alive()
    assert type(found[0]) is UsageError


def test_closing_wakes_a_task_that_waits(server: FaultServer) -> None:
    """Nor does a task."""
    server.plan(busy("15"))

    async def main() -> BaseException | None:
        client = AsyncLabguru(token=TOKEN, base_url=server.url)
        task = asyncio.ensure_future(read(client))
        while not server.seen:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        await client.close()
        await asyncio.wait([task], timeout=2)
        return task.exception()

    with lasting(0.1, 2):
        error = asyncio.run(main())
    assert type(error) is UsageError
    assert error.message == "this client is closed"
    assert len(server.seen) == 1


@pytest.mark.parametrize("options", [{"timeout": 0}, {"deadline": -1}, {"attempts": 0}, {"timeout": float("nan")}])
def test_options_that_make_no_sense_are_refused(mode: Mode, server: FaultServer, options: dict[str, float]) -> None:
    """Patience is more than nothing."""
    with pytest.raises(UsageError):
        mode.labguru(server, read, **options)
    assert server.seen == []
