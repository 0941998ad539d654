"""A study of 500 sessions, each a ZIP of 1 MB that takes 50 ms: fetched, checked and kept."""

from __future__ import annotations

from benchmarks import data
from benchmarks.lab import TOKEN, Lab
from benchmarks.measure import Bench, Row, Side, ratio

STUDY = str(data.STUDY)
USUAL, MORE = "4", "8"  # at_once: as it is unless told, and what a user may ask for


def bench(lab: Lab) -> Bench:
    count = lab.size(500, 20)
    url = lab.served("sessions", lambda folder, site: data.sessions(folder, site, count, 38_500))("50ms")
    sides = {"requests": Side("sessions_requests.py", (url, TOKEN, STUDY, "{scratch}"), peer=True)}
    for at_once in (USUAL, MORE):
        sides[f"ours {at_once}"] = Side("sessions_ours.py", (url, TOKEN, STUDY, "{scratch}", at_once))
        fetch = (url, STUDY, "{scratch}", at_once, str(data.FIRST_SESSION), str(count))
        sides[f"curl {at_once}"] = Side("sessions_curl.py", fetch)
    what = f"{count} ZIPs of 1 MB, 50 ms"
    loop = "requests and zipfile in a loop"
    rows = [
        Row(what, loop, ratio(f"ours {USUAL}", "requests"), "<= 0.25"),
        Row(what, f"curl --parallel-max {USUAL}", ratio(f"ours {USUAL}", f"curl {USUAL}"), "<= 1.5"),
        Row(f"{what}, at_once={MORE}", loop, ratio(f"ours {MORE}", "requests"), "<= 0.25"),
        Row(
            f"{what}, at_once={MORE}",
            f"curl --parallel-max {MORE}",
            ratio(f"ours {MORE}", f"curl {MORE}"),
            "<= 1.5",
        ),
    ]
    return Bench(sides, rows)
