"""Listing 10,000 experiments of 60 keys in 50 pages: at once, and where each page takes 100 ms."""

from __future__ import annotations

from benchmarks import data
from benchmarks.lab import TOKEN, Lab
from benchmarks.measure import Bench, Row, Side, ratio

LOOP = "httpx and json.loads in a loop"


def bench(lab: Lab) -> Bench:
    count = lab.size(50, 5)
    url = lab.served("experiments", lambda folder, site: data.pages(folder, site, count, 200))
    near, far = (url("0ms"), TOKEN), (url("100ms"), TOKEN)
    sides = {
        "typed": Side("list_ours.py", near, repeats=4),
        "rows": Side("list_ours_rows.py", near, repeats=4),
        "httpx": Side("list_httpx.py", near, repeats=4),
        "far": Side("list_ours.py", far, repeats=2),
        "httpx far": Side("list_httpx.py", far, repeats=2),
        "labguru-api-client": Side("list_labguru_api_client.py", far, repeats=2, peer=True),
    }
    what = f"{count * 200:,} experiments"
    rows = [
        Row(f"{what}, typed", LOOP, ratio("typed", "httpx"), "<= 1.2"),
        Row(f"{what}, rows", LOOP, ratio("rows", "httpx"), "<= 1.1"),
        Row(f"{what}, 100 ms a page", LOOP, ratio("far", "httpx far"), "<= 0.3"),
        Row(f"{what}, 100 ms a page", "labguru-api-client in a loop", ratio("far", "labguru-api-client"), "<= 0.3"),
    ]
    return Bench(sides, rows)
