"""Small studies in Labvanced's form, for tests: one ZIP for each session."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.dialect import lines, ragged, zipped

Rows = Sequence[Sequence[str]]

TRIALS = ("Rec_Session_Id", "Trial_Nr", "Trial_Id", "Block_Name", "Block_Nr", "Task_Name", "Task_Nr")
TIMESERIES = (
    *("Trial_Nr", "Trial_Id", "Block_Name", "Block_Nr", "Task_Name", "Task_Nr"),
    *("Exp_Subject_Id", "Rec_Session_Id", "Session_Nr", "variable_name", "timestamp", "value"),
)


def sessions_csv(session: int, subject: int, crowdsourcing_id: str = "") -> bytes:
    """One row."""
    row = {
        "Completed": "true",
        "Crowdsourcing_SubjId": crowdsourcing_id,
        "End_Time": "",
        "Exp_Subject_Id": str(subject),
        "Rec_Session_Id": str(session),
        "Session_Nr": "1",
        "Start_Time": "2024-07-26T13:01:24.685Z",
        "Start_Time_Local": "2024-07-26 14:01:02+01",
        "Subject_Code": "002",
    }
    return lines([list(row), list(row.values())])


def trials_csv(session: int, variables: Mapping[str, Sequence[str]]) -> bytes:
    """Trials from their variables, each given as its values; names may be written ``preview`` and ``preview ``."""
    count = max(map(len, variables.values()), default=0)
    fixed = [[str(session), str(n), str(n), "block, one", "1", "task", "1"] for n in range(1, count + 1)]
    rows = [[*row, *(values[n] for values in variables.values())] for n, row in enumerate(fixed)]
    return lines([[*TRIALS, *(name.strip() for name in variables)], *rows])


def timeseries_csv(session: int, subject: int, samples: Mapping[str, Rows]) -> bytes:
    """Time series: variable -> samples, each its components."""
    place = ["1", "59", "block, one", "1", "task", "1", str(subject), str(session), "1"]
    return ragged(
        TIMESERIES,
        (
            ([*place, variable, str(17 * 10**11 + n)], values)
            for variable, rows in samples.items()
            for n, values in enumerate(rows)
        ),
    )


def export(
    session: int,
    subject: int | None = None,
    crowdsourcing_id: str = "",
    *,
    trials: Mapping[str, Sequence[str]] | None = None,
    series: Mapping[str, Rows] | None = None,
) -> bytes:
    """The ZIP of one session."""
    subject = subject or 880_000 + session
    files = {
        "sessions.csv": sessions_csv(session, subject, crowdsourcing_id),
        "trials.csv": trials_csv(session, trials or {"answer": [f"of {session}", "002"], "rt": ["512", "1.5"]}),
        "timeseries.csv": timeseries_csv(session, subject, series or {"gaze": [["1.5", "2"], [""]], "key": [["a"]]}),
    }
    return zipped(files)


def folder(directory: Path, exports: Mapping[int, bytes]) -> Path:
    """A folder of ZIPs."""
    directory.mkdir(parents=True, exist_ok=True)
    for session, content in exports.items():
        (directory / f"{session}.zip").write_bytes(content)
    return directory


def mirror(directory: Path, exports: Mapping[int, bytes], predecessors: Mapping[int, bytes] | None = None) -> Path:
    """A mirror of study 61286."""
    folder(directory / "zips", exports)
    for session, content in (predecessors or {}).items():
        folder(directory / "zips" / "previous", {}).joinpath(f"{session}-0123456789ab.zip").write_bytes(content)
    entry = {"state": "finished", "run": 1, "outcome": "added", "fetches": 1}
    manifest = {
        "version": 1,
        "experiment_id": 61286,
        "forgotten": [],
        "run": {"number": 1, "started": "2026-11-22T02:00:02Z", "ended": "2026-11-22T02:04:11Z"},
        "sessions": {str(session): entry for session in exports},
    }
    (directory / "manifest.json").write_text(json.dumps(manifest))
    return directory


def tree(directory: Path) -> dict[str, bytes]:
    """The files below a directory and what they hold, but for locks."""
    found = [Path(root, name) for root, _, names in os.walk(directory) for name in names if name != ".lock"]
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in sorted(found)}


def stamps(directory: Path) -> dict[str, tuple[int, int]]:
    """The files below a directory, and when each was written; one that was replaced has another inode."""
    found = {name: os.stat(directory / name) for name in tree(directory)}
    return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in found.items()}


class Killed(BaseException):
    """Like a signal, it is no Exception."""


def killing(monkeypatch: pytest.MonkeyPatch, *names: str) -> Callable[[int], None]:
    """After so many more calls of these functions of `os`, the next one is killed; -1: never."""
    left = [-1]

    def steps(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **options: Any) -> Any:
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            return real(*args, **options)

        return step

    for name in names:
        monkeypatch.setattr(os, name, steps(getattr(os, name)))
    return lambda step: left.__setitem__(0, step)
