"""What torture is counted in. It ends in one table: tried, survived, data lost, leaks.

The short form is part of the test suite; LABCLIENTS_TORTURE=long tries far more, and takes minutes.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Generator
from typing import Any

import pytest
from tests.sockets.conftest import Mode, _no_credentials, _quick, mode, server  # noqa: F401 - fixtures
from tests.torture.laws import DataLost, Leaked

LONG = os.environ.get("LABCLIENTS_TORTURE") == "long"
TRIED = pytest.StashKey[int]()
COLUMNS = ("tried", "survived", "data lost", "leaks")

#: Row of the table -> column -> count.
score: dict[str, Counter[str]] = {}


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
        error = call.excinfo.value if call.excinfo else None
        row["data lost"] += isinstance(error, DataLost)
        row["leaks"] += isinstance(error, Leaked)
    return report


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
