"""One ZIP of 200 MB to the disk: as fast as loopback is, and as a gigabit network is."""

from __future__ import annotations

from benchmarks import data
from benchmarks.lab import TOKEN, Lab
from benchmarks.measure import Bench, Row, Side, megabytes, ratio

STUDY, SESSION = str(data.STUDY), str(data.FIRST_SESSION)
GIGABIT = "0ms-125MBps"


def bench(lab: Lab) -> Bench:
    size = lab.size(200, 20)
    url = lab.served("large", lambda folder, site: data.large(folder, site, size * 1_000_000))
    sides: dict[str, Side] = {}
    for where, manner in (("", "0ms"), (" gigabit", GIGABIT)):
        sides[f"ours{where}"] = Side("large_ours.py", (url(manner), TOKEN, STUDY, SESSION, "{scratch}"), repeats=2)
        sides[f"curl{where}"] = Side("large_curl.py", (url(manner), STUDY, SESSION, "{scratch}"), repeats=2)
    rows = [
        Row(f"one ZIP of {size} MB", "curl -o", ratio("ours", "curl"), "<= 1.3"),
        Row(f"one ZIP of {size} MB at 1 Gbit/s", "curl -o", ratio("ours gigabit", "curl gigabit"), ""),
        Row(f"one ZIP of {size} MB: MB of memory", "the imports", megabytes("ours"), "<= 60"),
    ]
    return Bench(sides, rows)
