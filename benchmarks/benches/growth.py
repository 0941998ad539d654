"""What more work costs: time for each page or session, and memory, where there are ten times as many."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks import data
from benchmarks.lab import TOKEN, Lab
from benchmarks.measure import Bench, Row, Run, Side, Value

SIZE = 20  # experiments in a page


def bench(lab: Lab) -> Bench:
    pages = (1, 10, 100, lab.size(1000, 200))
    sessions = (10, 100, lab.size(1000, 200))
    sides: dict[str, Side] = {}
    for count in pages:
        url = lab.served(f"pages{count}", lambda folder, site, count=count: data.pages(folder, site, count, SIZE))
        sides[f"{count} pages"] = Side("list_ours.py", (url("0ms"), TOKEN), repeats=2)
    for count in sessions:
        url = lab.served(f"few{count}", lambda folder, site, count=count: data.sessions(folder, site, count, 300))
        arguments = (url("0ms"), TOKEN, str(data.STUDY), "{scratch}", "4")
        sides[f"{count} sessions"] = Side("sessions_ours.py", arguments)
    rows = [row for unit, counts in (("pages", pages), ("sessions", sessions)) for row in _rows(unit, counts)]
    return Bench(sides, rows, alike=False)


def _rows(unit: str, counts: tuple[int, ...]) -> list[Row]:
    *_, fewer, most = counts
    return [
        Row(f"{most:,} {unit}: time for each", f"{fewer} {unit}", _each(unit, most, fewer), "<= 1.2"),
        Row(f"{most:,} {unit}: MB more", f"{fewer} {unit}", _more(unit, most, fewer), "<= 10"),
    ]


def _each(unit: str, most: int, fewer: int) -> Value:
    def value(runs: Mapping[str, Run]) -> float:
        return (runs[f"{most} {unit}"].seconds / most) / (runs[f"{fewer} {unit}"].seconds / fewer)

    return value


def _more(unit: str, most: int, fewer: int) -> Value:
    return lambda runs: (runs[f"{most} {unit}"].memory - runs[f"{fewer} {unit}"].memory) / 1e6
