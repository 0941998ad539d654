"""Every fault, in every kind of call, sync and async: success or one error of ours, nothing lost, nothing left."""

from __future__ import annotations

import asyncio
import json
import shutil
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.sockets.conftest import _done
from tests.torture.calls import CALLS, EXPORTS, FILE, GET, HIT, MANIFEST, OLD, Call, Stage
from tests.torture.conftest import LONG
from tests.torture.faults import FAULTS, MORE, STATUSES, Fault
from tests.torture.laws import (
    SECRET,
    DataLost,
    Leaked,
    all_said,
    at_rest,
    held,
    listening,
    no_secret,
    only_whole,
    settle,
)
from tests.ways import played

from labclients import LabClientsError, TimedOut, UsageError
from labclients._retries import Options

ROW = "faults x calls"
ATTEMPTS = 2
ALWAYS = 10**6
#: Seconds: of silence, until the deadline, and those that a machine may be busy with other things.
SILENCE, DEADLINE, BUSY = (0.5, 0.7, 1.0) if LONG else (0.3, 0.3, 0.5)
BOOKS = (MANIFEST, "journal.jsonl", ".lock")  # a mirror's own; the journal where a run was ended
EACH = 4 if LONG else len(CALLS)  # of so many cells one is drawn: each fault in each call, or in four calls

#: Nothing is wrong there: a study may have no sessions, and rows of another kind are given as they came.
TRUE = {("an empty list", "sessions"), ("an empty list", "mirror's list"), ("a list of lists", "sessions")}
#: Where something was wrong once, or would be seen nowhere else; always tried.
FOUND = {
    ("HTML with 200", "attachment"),
    ("HTML behind a redirect", "attachment"),
    ("202", "attachment"),
    ("204", "attachment"),
    ("206 that nobody asked for", "attachment"),
    ("gzip, cut in the data", "attachment"),
    ("gzip, cut before its checksum", "export"),
    ("gzip in two members", "attachment"),
    ("deflate that nobody asked for", "attachment"),
    ("Content-Length too short", "attachment"),
    ("a second answer behind the first", "attachment"),
    ("closed in the body", "attachment"),
    ("302 to https:///x", "mirror"),
    ("302 to another host, with our query", "size"),
    ("403", "storage"),
    ("403", "list"),
    ("reset in another, longer body", "attachment"),
    ("reset in another, longer body", "download"),
    ("reset in another, longer body", "export"),
}


class Cell(NamedTuple):
    """One fault in one call."""

    name: str
    fault: Fault
    call: str
    mode: str
    times: int

    @property
    def makes_sense(self) -> bool:
        fault, call = self.fault, CALLS[self.call]
        if call.opaque and fault.content:
            return False  # nobody can tell from the bytes of a file that they are others than it had
        if (fault.unread and not call.sends) or (self.name, self.call) in TRUE:
            return False
        return not (fault.step is fault.greet is None and self.times == 1)  # who does not listen does not once more

    def __str__(self) -> str:
        return f"{self.name}-{self.call}-{self.mode}-{'once' if self.times == 1 else 'always'}"


def cells(tried: dict[str, Fault], each: int) -> Iterator[Cell]:
    """One of so many of each fault: in different calls, in both modes, once and always."""
    for number, (name, fault) in enumerate(tried.items()):
        for at, call in enumerate(CALLS):
            for which, mode in enumerate(("sync", "async")):
                for often, times in enumerate((1, ALWAYS)):
                    cell = Cell(name, fault, call, mode, times)
                    drawn = (number + at + 3 * which + 2 * often) % each == 0 or (name, call) in FOUND
                    if cell.makes_sense and (drawn or fault.unread):
                        yield cell


@pytest.mark.parametrize("cell", [*cells(FAULTS, EACH), *(cells(MORE, 8) if LONG else ())], ids=str)
def test_a_fault_ends_well_or_in_one_error(cell: Cell, tmp_path: Path) -> None:
    """The laws hold."""
    hold(cell, tmp_path)


def hold(cell: Cell, directory: Path, stage: Callable[[Call, Fault, int], Stage] = Stage) -> None:
    """One cell: run it, and see that every law held; then the disk is free for others."""
    call, asynchronous, data = CALLS[cell.call], cell.mode == "async", directory / "data"
    data.mkdir()
    call.before(data)
    before = held()
    with listening() as heard, stage(call, cell.fault, cell.times) as server:
        trial = Trial(call, cell.fault, cell.times, data, server)
        client = call.client(asynchronous, server.url, attempts=ATTEMPTS, **patience(cell.fault))
        asyncio.run(alone(trial.run(client))) if asynchronous else played(trial.run(client))
    settle(before)
    no_secret(*heard.said)
    if heard.complaints:
        raise Leaked(str(heard.complaints))
    if any(SECRET.encode() in raw for raw in server.told_elsewhere):
        raise Leaked("another host was told the token")
    shutil.rmtree(directory)


def patience(fault: Fault) -> dict[str, float]:
    """Only what ends a fault is short, so that nothing else can."""
    return {"timeout": SILENCE if fault.silent else 5.0, "deadline": DEADLINE if fault.endless else 20.0}


class Trial(NamedTuple):
    """A call that meets its fault, and what must be so of it."""

    call: Call
    fault: Fault
    times: int
    directory: Path
    stage: Stage

    async def run(self, client: Any) -> None:
        """The call; then once more, on the same client, when all is well again."""
        try:
            stood = contents(self.directory)
            begin = time.monotonic()
            result, error = await outcome(self.call, client, self.directory)
            self.in_time(time.monotonic() - begin)
            self.sent_once()
            self.right(result, error)
            self.nothing_lost(stood)
            self.nothing_told(result, error)
            await self.again(client, self.directory if error or self.call.repeats else self.directory / "again")
        finally:
            await _done(client.close())

    async def again(self, client: Any, directory: Path) -> None:
        """Nothing is in its way, and it has time enough."""
        await at_rest(client)
        self.stage.calm()
        client._core.options = Options()
        result, error = await outcome(self.call, client, directory)
        if error or not self.call.right(result, directory) or getattr(result, "failed", []):
            raise DataLost(f"all is well again, and this comes: {error or result!r}")
        await at_rest(client)

    def in_time(self, lasted: float) -> None:
        """What comes to no end is ended, each wait for itself; nothing is tried before its time."""
        most = DEADLINE if self.fault.endless else ATTEMPTS * SILENCE if self.fault.silent else 3.0
        assert lasted < self.call.calls * most + BUSY, f"it took {lasted:.1f} s"
        if self.must_succeed and self.times == 1:
            assert lasted >= self.fault.after, f"it came back after {lasted:.1f} s"

    def sent_once(self) -> None:
        """A write that the server may have obeyed goes out once; reads as often as they may; nothing else is asked."""
        stage, call, fault = self.stage, self.call, self.fault
        most = fault.hops or ATTEMPTS * (call.together if fault.step is None else 1)
        assert stage.hits <= most, f"{stage.hits} requests"
        assert stage.requests <= most + call.elsewhere, [seen.target[:80] for seen in stage.seen]
        if call.writes and not fault.refuses:
            assert stage.times_asked <= 1, f"a write went out {stage.times_asked} times"

    def right(self, result: Any, error: LabClientsError | None) -> None:
        """It is a success as it should be, or an error that fits."""
        assert not isinstance(error, UsageError), "what a server does is nobody else's mistake"
        if not (self.fault.silent or self.fault.endless):
            assert not isinstance(error, TimedOut), "this fault ends by itself"
        failed = getattr(result, "failed", [])
        assert self.fault.step is None or {*failed} <= {HIT}
        if self.must_succeed:
            assert error is None, repr(error)
            assert failed == [], result.errors
        if error or (failed and self.fault.step is None and self.times > 1):  # none could be fetched, and it says so
            return
        if not is_right(result, self.call, self.fault, self.directory):
            raise DataLost(f"a success, and not what the server has: {result!r}")
        if self.call.sends and not any(self.call.sends in seen.body for seen in self.stage.seen):
            raise DataLost("a success, and not all was sent")

    @property
    def must_succeed(self) -> bool:
        fault, once = self.fault, self.times == 1
        repeatable = fault.passes and (fault.refuses or not self.call.writes)
        # At the login, it is final.
        renewed = self.call.logs_in and self.call.hit[0] == GET and fault is STATUSES["401"]
        return fault.well or (once and (repeatable or renewed))

    def nothing_lost(self, stood: dict[str, bytes]) -> None:
        """What is there is whole, and what was there is."""
        only_whole(self.directory, lambda path: is_whole(path, self.call))
        if gone := stood.keys() - contents(self.directory).keys() - {"journal.jsonl"}:
            raise DataLost(f"these have gone: {gone}")

    def nothing_told(self, result: Any, error: BaseException | None) -> None:
        """No secret is in an error, in a mirror's books, in the name of a file."""
        books = [path for path in self.directory.rglob("*") if path.name in BOOKS]
        texts = [path.read_text() for path in books]
        json.loads(texts[names.index(MANIFEST)] if MANIFEST in (names := [path.name for path in books]) else "{}")
        report = [repr(result), *getattr(result, "errors", {}).values()] if hasattr(result, "failed") else []
        no_secret(all_said(error), *report, *texts, *map(str, self.directory.rglob("*")))


def is_right(result: Any, call: Call, fault: Fault, directory: Path) -> bool:
    if call.right(result, directory):
        return True
    if fault is STATUSES["416"] and result == 0:  # asked for the first byte of nothing, a server answers so
        return True
    record = result.to_dict() if hasattr(result, "to_dict") else None
    # A write may be acknowledged with nothing.
    return record is not None and (record == fault.gives or (call.writes and fault.bare and record == {}))


def is_whole(path: Path, call: Call) -> bool:
    if path.suffix == ".zip":
        number = int(path.stem.partition("-")[0])
        return path.read_bytes() in (EXPORTS[number], OLD[number])
    return path.read_bytes() == FILE if path.name == "gel.png" else path.name in BOOKS


def contents(directory: Path) -> dict[str, bytes]:
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


async def outcome(call: Call, client: Any, directory: Path) -> tuple[Any, LabClientsError | None]:
    """What a call ends in: its result, or its error; no error of another tree."""
    try:
        return await _done(call.work(client, directory)), None
    except LabClientsError as error:
        return None, error


async def alone(work: Coroutine[Any, Any, None]) -> None:
    """When work is over, there are no other tasks."""
    await work
    until = time.monotonic() + 1  # asyncio ends generators that were left, each in a task of its own
    while tasks := asyncio.all_tasks() - {asyncio.current_task()}:
        if time.monotonic() > until:
            raise Leaked(f"tasks are left: {tasks}")
        await asyncio.sleep(0.001)
