"""What torture is counted in. It ends in one table: tried, survived, data lost, leaks.

The short form is part of the test suite; LABCLIENTS_TORTURE=long tries far more, and takes minutes.
"""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from labclients.transport import body
from tests.sockets.conftest import Mode, _no_credentials, _quick, mode, server  # noqa: F401 - fixtures
from tests.torture.laws import DataLost, Leaked

from labclients.files import arriving
from labclients.labguru import uploads
from labclients.labvanced import client

LONG = os.environ.get("LABCLIENTS_TORTURE") == "long"
TRIED = pytest.StashKey[int]()
COLUMNS = ("tried", "survived", "data lost", "leaks")

#: Row of the table -> column -> count.
score: dict[str, Counter[str]] = {}


@pytest.fixture(scope="session", autouse=True)
def _quick_to_collect() -> Iterator[None]:
    """What is there by now stays; looking through it each time would take longer than the torture."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written goes to disk a little at a time, and what is sent goes in parts: faults find things half done."""
    for module, name in ((body, "WRITE_AT_ONCE"), (arriving, "_LARGE"), (client, "_IN_MEMORY")):
        monkeypatch.setattr(module, name, 4096)
    monkeypatch.setattr(uploads, "PART", 9_000_000)


@pytest.fixture
def tried(request: pytest.FixtureRequest) -> Callable[[], None]:
    """To be called by a test for each thing that it tries, if it tries several."""
    request.node.stash[TRIED] = 0

    def note() -> None:
        request.node.stash[TRIED] += 1

    return note


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    row = score.setdefault(item.getparent(pytest.Module).obj.ROW, Counter())  # type: ignore[union-attr]
    if report.skipped:
        row["skipped"] += 1
    elif call.when == "call" or report.failed:
        number = item.stash.get(TRIED, 1) if call.when == "call" else 0
        row["tried"] += number
        row["survived"] += number - report.failed
        errors = [*_all_of(call.excinfo.value)] if call.excinfo else []
        row["data lost"] += any(isinstance(error, DataLost) for error in errors)
        row["leaks"] += any(isinstance(error, Leaked) for error in errors)
    return report


def _all_of(error: BaseException) -> Iterator[BaseException]:
    """An error, and those that are told in it: hypothesis tells several as one."""
    yield error
    for one in getattr(error, "exceptions", ()):
        yield from _all_of(one)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The table."""
    if not score:
        return
    terminalreporter.section(f"torture, {'long' if LONG else 'short'} form")
    total = sum(score.values(), Counter[str]())
    width = max(map(len, score))
    terminalreporter.line(f"{'':{width}}" + "".join(f"{name:>11}" for name in COLUMNS))
    for name, row in [*score.items(), ("all", total)]:
        skipped = f"  ({row['skipped']} skipped)" if row["skipped"] else ""
        terminalreporter.line(f"{name:{width}}" + "".join(f"{row[column]:>11,}" for column in COLUMNS) + skipped)
