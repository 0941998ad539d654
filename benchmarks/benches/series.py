"""The gaze of a study of 20 sessions to an Arrow table, each value as exact as it was written."""

from __future__ import annotations

from benchmarks import data
from benchmarks.lab import Lab
from benchmarks.measure import Bench, Row, Side, ratio, speed


def bench(lab: Lab) -> Bench:
    sessions = lab.size(20, 3)
    lab.served("study", lambda folder, site: data.study(folder, site, sessions, data.ROWS))
    folder = lab.folder / lab.site("study")
    sides = {
        "ours": Side("series_ours.py", (str(folder / "sent"),), repeats=3),
        "csv": Side("series_csv.py", (str(folder / "sent"),)),
        "pandas": Side("series_pandas.py", (str(folder / "regular"),), repeats=3),
    }
    what = f"time series of {sessions} sessions"
    rows = [
        Row(f"{what}: times as fast", "csv module", speed("ours", "csv"), ">= 8"),
        Row(what, "pandas, on data made regular", ratio("ours", "pandas"), "<= 1.0"),
    ]
    return Bench(sides, rows)
