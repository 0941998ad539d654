"""One call after the other on one connection: a record of 12 keys, half a kilobyte."""

from __future__ import annotations

from benchmarks import data
from benchmarks.lab import TOKEN, Lab
from benchmarks.measure import Bench, Row, Side, ratio

GOAL = "<= 1.25"


def bench(lab: Lab) -> Bench:
    url = lab.served("one", lambda folder, site: data.pages(folder, site, 1, 1))
    arguments = (url("0ms"), TOKEN, str(lab.size(500, 100)))
    names = ("call_ours", "call_httpx", "call_ours_async", "call_httpx_async")
    sides = {name: Side(f"{name}.py", arguments, repeats=4) for name in names}
    rows = [
        Row("one call, sync", "bare httpx and json", ratio("call_ours", "call_httpx"), GOAL),
        Row("one call, async", "bare httpx and json", ratio("call_ours_async", "call_httpx_async"), GOAL),
    ]
    return Bench(sides, rows)
