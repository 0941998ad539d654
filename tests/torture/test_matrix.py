"""Every fault, in every kind of call, sync and async: success or one error of ours, nothing lost, nothing left."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.sockets.conftest import Mode, _done
from tests.torture.calls import CALLS, EXPORTS, FILE, Call, Stage
from tests.torture.conftest import LONG
from tests.torture.faults import FAULTS, MORE, Fault
from tests.torture.laws import SECRET, DataLost, Leaked, all_said, held, listening, no_secret, only_whole, settle

from labclients import LabClientsError, UsageError

ROW = "faults x calls"
ATTEMPTS = 2
ALWAYS = 10**6
BOOKS = ("manifest.json", "journal.jsonl", ".lock")  # a mirror's own; the journal where a run was ended
TRIED = FAULTS | MORE if LONG else FAULTS

#: Where something was wrong once; always tried.
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
}


class Cell(NamedTuple):
    """One fault in one call."""

    fault: str
    call: str
    mode: str
    times: int

    @property
    def makes_sense(self) -> bool:
        fault = TRIED[self.fault]
        if CALLS[self.call].opaque and fault.content:
            return False  # nobody can tell from the bytes of a file that they are others than it had
        return not (fault.step is fault.greet is None and self.times == 1)  # who does not listen does not once more

    def __str__(self) -> str:
        return f"{self.fault}-{self.call}-{self.mode}-{'once' if self.times == 1 else 'always'}"


def cells() -> Iterator[Cell]:
    """All of them; in the short form four of each fault, in four different calls, in both modes, once and always."""
    for number, fault in enumerate(TRIED):
        for at, call in enumerate(CALLS):
            for which, mode in enumerate(("sync", "async")):
                for often, times in enumerate((1, ALWAYS)):
                    cell = Cell(fault, call, mode, times)
                    drawn = (number + at + 3 * which + 5 * often) % len(CALLS) == 0
                    if cell.makes_sense and (LONG or drawn or (fault, call) in FOUND):
                        yield cell


@pytest.mark.parametrize("cell", [*cells()], ids=str)
def test_a_fault_ends_well_or_in_one_error(cell: Cell, tmp_path: Path) -> None:
    """The laws hold."""
    hold(Mode(cell.mode), TRIED[cell.fault], CALLS[cell.call], cell.times, tmp_path / "data")


def hold(mode: Mode, fault: Fault, call: Call, times: int, directory: Path) -> None:
    """One cell: run it, and see that every law held."""
    directory.mkdir()
    before = held()
    # Whether a fault that need not end well does so is left to the machine's speed; one that must, gets its time.
    timeout, deadline = (5.0, 20.0) if fault.well else (0.2, 0.7) if LONG else (0.05, 0.2)
    with listening() as heard, Stage(call, fault, times) as stage:
        begin = time.monotonic()
        options = {"timeout": timeout, "deadline": deadline, "attempts": ATTEMPTS}
        result, error = outcome(mode, call, stage.url, directory, options)
        lasted = time.monotonic() - begin
    settle(before)
    assert lasted < call.calls * deadline + 1.5, f"it took {lasted:.1f} s"
    assert stage.hits <= most_requests(fault, call), f"{stage.hits} requests"
    assert not isinstance(error, UsageError), "what a server does is nobody else's mistake"
    if error is None and not is_right(result, call, fault, directory):
        raise DataLost(f"a success, and not what the server has: {result!r}")
    if fault.well:
        assert error is None, repr(error)
        assert not getattr(result, "failed", [])
    only_whole(directory, lambda path: is_whole(path, call))
    told = [str(one) for one in getattr(result, "errors", {}).values()]
    no_secret(all_said(error, *told), *heard.said)
    warned = [text for text in heard.said if text.startswith("warning: ")]
    if warned:
        raise Leaked(f"warnings: {warned}")


def most_requests(fault: Fault, call: Call) -> int:
    """How many requests there may be: a write that the server may have obeyed goes out once."""
    if fault.step is None:  # nothing was read of it, and all are met that a call has under way
        return ATTEMPTS * call.together
    return fault.hops * (1 if call.writes and not fault.refuses else ATTEMPTS)


def is_right(result: Any, call: Call, fault: Fault, directory: Path) -> bool:
    if call.right(result, directory):
        return True
    record = result.to_dict() if hasattr(result, "to_dict") else None
    # A write may be acknowledged with nothing.
    return record is not None and (record == fault.gives or (call.writes and record == {}))


def is_whole(path: Path, call: Call) -> bool:
    if path.suffix == ".zip":
        return path.read_bytes() == EXPORTS[int(path.stem)]
    return path.read_bytes() == FILE if path.name == "gel.png" else path.name in BOOKS


def outcome(
    mode: Mode, call: Call, url: str, directory: Path, options: dict[str, Any]
) -> tuple[Any, LabClientsError | None]:
    """What a call ends in: its result, or its error; no error of another tree."""
    kind = mode.labvanced_class if call.labvanced else mode.labguru_class
    client = kind(token=SECRET, base_url=url, **options)
    try:
        if mode.asynchronous:
            return asyncio.run(awaited(client, call, directory)), None
        with client:
            return call.work(client, directory), None
    except LabClientsError as error:
        return None, error


async def awaited(client: Any, call: Call, directory: Path) -> Any:
    """The same in tasks; when the client is closed, there are no others."""
    try:
        async with client:
            return await _done(call.work(client, directory))
    finally:
        until = time.monotonic() + 1  # asyncio ends generators that were left, each in a task of its own
        while tasks := asyncio.all_tasks() - {asyncio.current_task()}:
            if time.monotonic() > until:
                raise Leaked(f"tasks are left: {tasks}")
            await asyncio.sleep(0.001)
