"""Faults in every type of call, sync and async, plain, under TLS and through a proxy."""

from __future__ import annotations

import asyncio
import contextlib
import pickle
import random
import shutil
import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.faults.calls import CALLS, SESSIONS, Call, Certificates, Server, is_whole
from tests.faults.checks import (
    LONG,
    SEED,
    TOKEN,
    at_rest,
    error_without_secrets,
    nothing_left,
    only_whole,
    promise,
    recorded_logs,
    without_secrets,
)
from tests.faults.faults import (
    CONNECTION,
    FAULTS,
    HANDSHAKE,
    PROXY,
    RECORDS,
    STATUSES,
    Fault,
    Good,
    tunnel,
)
from tests.sockets.conftest import _done
from tests.sockets.server import FaultServer

from labclients import LabClientsError, TimedOut, UsageError
from labclients._retries import Options

ATTEMPTS = 2
ALWAYS = 10**6
TIMEOUT, DEADLINE, SLACK = 0.2, 0.3, 1.5 if LONG else 1.0  # seconds; the slack is for a busy machine
EACH = 10 if LONG else 1  # calls that meet each fault, and as many that write

ONCE = "a write is never sent twice"
RETRIED = "a read is retried and ends right"
RIGHT = "a success is what the server has"
ONE_ERROR = "any other end is one error of ours that fits"
IN_TIME = "a call ends within its time"
USABLE = "the same client works afterwards"

# An empty study is right, and so are rows of another type; nobody can see these.
NO_FAULT = {("an empty list", "sessions"), ("an empty list", "mirror's list")}
# Tried in each run, since something was wrong there once.
FIXED = [
    ("HTML with 200", "attachment"),
    ("HTML after a redirect", "attachment"),
    ("202", "attachment"),
    ("204", "attachment"),
    ("206 unasked", "attachment"),
    ("gzip, cut", "attachment"),
    ("closed in the body", "attachment"),
    ("reset in the body", "download"),
    ("302 with our query", "bytes"),
    ("403", "storage"),
]


ALL = FAULTS | HANDSHAKE | RECORDS | PROXY


class Case(NamedTuple):
    """A fault in a call."""

    name: str
    call: str
    mode: str
    way: str  # plain, tls, or proxy: TLS through a CONNECT proxy
    times: int

    @property
    def fault(self) -> Fault:
        return ALL[self.name]

    @property
    def makes_sense(self) -> bool:
        fault, call = self.fault, CALLS[self.call]
        before_request = fault.respond is None
        return not (
            (call.any_bytes and fault.only_content)
            or (fault.unread and not call.sends)
            or (fault.unread and not call.is_first)
            or (before_request and not call.is_first and self.way != "proxy")
            or (before_request and fault.greet is None and self.times == 1)  # a server that does not listen stays so
            or (before_request and self.name in CONNECTION and not fault.unread and self.way == "tls")  # as HANDSHAKE
            or (self.name == "reset on connect" and call.writes)  # a moment earlier it is no connection: then retried
            or (self.name, self.call) in NO_FAULT
        )

    def __str__(self) -> str:
        return f"{self.name}-{self.call}-{self.mode}-{self.way}-{'once' if self.times == 1 else 'always'}"


def cases() -> list[Case]:
    """Each fault in some calls, drawn by the seed; writes meet every fault of a connection."""
    draw = random.Random(SEED)
    ways = {**dict.fromkeys(FAULTS, ("plain", "tls")), **dict.fromkeys(HANDSHAKE, ("tls",))}
    ways |= {**dict.fromkeys(RECORDS, ("tls",)), **dict.fromkeys(PROXY, ("proxy",))}
    fixed = [Case(*names, mode, "plain", ALWAYS) for names in FIXED for mode in ("sync", "async")]
    drawn = list[Case]()
    for name, its_ways in ways.items():
        possible = [
            case
            for call in CALLS
            for mode in ("sync", "async")
            for way in its_ways
            for times in (1, ALWAYS)
            if (case := Case(name, call, mode, way, times)).makes_sense
        ]
        draw.shuffle(possible)
        drawn += possible[:EACH]
        drawn += [case for case in possible if CALLS[case.call].writes][:EACH]
        through_proxy = draw.random() < (1 if LONG else 0.1)  # faults of the server behind a proxy that works
        if its_ways[0] == "plain" and through_proxy and possible[0].fault.respond:
            drawn.append(possible[0]._replace(way="proxy"))
    return [*dict.fromkeys([*fixed, *drawn])]


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_fault_ends_right_or_in_one_error(case: Case, tmp_path: Path, tls: Certificates) -> None:
    """The promises hold for one fault in one call."""
    call, fault = CALLS[case.call], case.fault
    directory = tmp_path / "data"
    directory.mkdir()
    call.prepare(directory)
    with nothing_left(), recorded_logs() as logs, contextlib.ExitStack() as stack:
        at_proxy = case.name in PROXY
        context = None if case.way == "plain" else tls.server
        good = Fault(lambda good: good.step, succeeds=True)
        server = stack.enter_context(Server(call, good if at_proxy else fault, case.times, context))
        options: dict[str, Any] = {} if context is None else {"verify": tls.path}
        proxy = None
        if case.way == "proxy":
            proxy = stack.enter_context(proxy_of(fault if at_proxy else None, case.times))
            options["proxy"] = f"http://ada:{TOKEN}@127.0.0.1:{proxy.port}"
        options |= {"timeout": TIMEOUT if fault.silent else 5.0, "deadline": DEADLINE if fault.endless else 20.0}
        client = call.client(case.mode == "async", server.url, attempts=ATTEMPTS, **options)
        asyncio.run(Trial(call, fault, case.times, directory, server, proxy).run(client))
        with promise("another host gets no token"):
            assert not any(TOKEN.encode() in raw for raw in server.sent_to_other_host)
    without_secrets(*logs.texts, *logs.complaints)
    shutil.rmtree(tmp_path)


def proxy_of(fault: Fault | None, times: int) -> FaultServer:
    """A proxy that works, or does so after `times` faults; or nobody listens where it should be."""
    if fault is None:
        return FaultServer(tunnel)
    respond = fault.respond
    if respond is None:
        return FaultServer(tunnel, listening=False)
    step = respond(Good(b""))
    return FaultServer(step, tunnel) if times == 1 else FaultServer(step)


class Trial(NamedTuple):
    """A call that meets its fault, and what must hold of it."""

    call: Call
    fault: Fault
    times: int
    directory: Path
    server: Server
    proxy: FaultServer | None

    async def run(self, client: Any) -> None:
        """The call, and once more on the same client when nothing is wrong any more."""
        try:
            begin = time.monotonic()
            result, error = await outcome(self.call, client, self.directory)
            self.check_time(time.monotonic() - begin)
            self.check_requests()
            self.check_result(result, error)
            only_whole(self.directory, is_whole)
            self.check_texts(error, getattr(result, "errors", {}))
            del error
            await self.check_client(client, result is None or self.call.repeatable)
        finally:
            await _done(client.close())

    def check_time(self, seconds: float) -> None:
        """Each wait that has no end is ended, and nothing is retried before its time."""
        limit = DEADLINE if self.fault.endless else ATTEMPTS * TIMEOUT if self.fault.silent else 3.0
        with promise(IN_TIME):
            assert seconds < self.call.deadlines * limit + SLACK
            if self.retry_helps:
                assert seconds >= self.fault.seconds

    def check_requests(self) -> None:
        """A write goes out once unless the server cannot have acted; a read as often as it may."""
        server, call, fault = self.server, self.call, self.fault
        if call.writes and not fault.not_acted:
            with promise(ONCE):
                assert server.requests_at_place <= 1
        elif call.writes:
            with promise(ONCE):
                assert server.requests_at_place <= ATTEMPTS
                if self.proxy:  # the fault was there, before the server
                    assert server.requests_at_place <= 1
        with promise("no more attempts than allowed"):
            most = ATTEMPTS * max(1, fault.requests)
            assert server.faults <= most * (2 if call.other_requests > 3 else 1)
            assert server.requests <= most + call.other_requests + (ATTEMPTS if call.deadlines > 1 else 0)

    @property
    def retry_helps(self) -> bool:
        """Whether the call meets a fault once that another attempt does not meet."""
        fault, call = self.fault, self.call
        renewed = call.logs_in and call.place[0] == "GET" and fault is STATUSES["401"]
        return self.times == 1 and (renewed or (fault.retry_helps and (fault.not_acted or not call.writes)))

    def check_result(self, result: Any, error: LabClientsError | None) -> None:
        """It is right, or one error that fits the fault."""
        failed = getattr(result, "failed", [])
        if self.retry_helps or self.fault.succeeds:
            with promise(RETRIED if self.retry_helps else RIGHT):
                assert error is None, repr(error)
                assert not failed, result.errors
        with promise(ONE_ERROR):
            assert not isinstance(error, UsageError), "what a server does is not the user's mistake"
            if not (self.fault.silent or self.fault.endless):
                assert not isinstance(error, TimedOut), repr(error)
            assert {*failed} <= {SESSIONS[1]} or self.proxy
        if error is None and not failed:
            with promise(RIGHT):
                assert is_right(result, self.call, self.fault, self.directory), repr(result)
                if self.call.sends:
                    assert any(self.call.sends in request.body for request in self.server.seen)

    def check_texts(self, error: LabClientsError | None, errors: dict[int, str]) -> None:
        """No secret is in an error, a report, a manifest, a file's name."""
        files = [path.read_text() for path in self.directory.rglob("*.json*")]
        without_secrets(*files, *errors.values(), *map(str, self.directory.rglob("*")))
        error_without_secrets(error)
        if error:
            with promise("an error can be pickled"):
                assert str(pickle.loads(pickle.dumps(error))) == str(error)

    async def check_client(self, client: Any, same_directory: bool) -> None:
        """No connection is in use, and the same call ends right."""
        await at_rest(client)
        self.server.recover()
        if self.proxy:
            self.proxy.plan(tunnel)
            if self.fault is PROXY["proxy refused"]:
                self.proxy.listen()
        client._client.options = Options()
        directory = self.directory if same_directory else self.directory / "again"
        result, error = await outcome(self.call, client, directory)
        with promise(USABLE):
            assert error is None, repr(error)
            assert self.call.is_right(result, directory)
            assert not getattr(result, "failed", [])
        await at_rest(client)


def is_right(result: Any, call: Call, fault: Fault, directory: Path) -> bool:
    if call.is_right(result, directory):
        return True
    record = result.to_dict() if hasattr(result, "to_dict") else None
    return record is not None and (record == fault.record or (call.writes and fault.empty and record == {}))


async def outcome(call: Call, client: Any, directory: Path) -> tuple[Any, LabClientsError | None]:
    """The result of a call, or its error; an error of another tree fails the test."""
    try:
        return await _done(call.run(client, directory)), None
    except LabClientsError as error:
        return None, error
