"""A list of the size that a company has, read while others work on it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from typing import Any

import pytest

from labclients import IncompleteListing, Labguru, sandbox

READ = """
import json, sys
from labclients import Labguru

def memory():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

ids, marks = [], []
with Labguru(token=sys.argv[2], base_url=sys.argv[1]) as labguru:
    for number, row in enumerate(labguru.stocks.list(page_size=100).rows()):
        if number % 10_000 == 9_999:
            marks.append(memory())
        ids.append(row["id"])
print(json.dumps({"ids": ids, "marks": marks}))
"""


def work(box: sandbox.Box, times: int, pause: float, until: threading.Event) -> tuple[threading.Thread, set[int]]:
    """Remove rows from the front and add some at the end, so many times."""
    gone: set[int] = set()

    def run() -> None:
        for _ in range(times):
            if until.wait(pause):
                return
            gone.update(box.remove_rows("stocks", 2))
            box.add_rows("stocks", 3)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, gone


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_sixty_thousand_stocks_while_rows_come_and_go() -> None:
    """Every stock that was there all the time comes exactly once, and memory stays flat."""
    with sandbox.serve(stocks=60_000) as box:
        with Labguru(token=box.token, base_url=box.labguru_url) as labguru:
            first = next(iter(labguru.stocks.list(page_size=1).rows()))["id"]
        ended = threading.Event()
        thread, gone = work(box, 20, 0.25, ended)
        command = [sys.executable, "-c", READ, box.labguru_url, box.token]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
        ended.set()
        thread.join()
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    came = set(found["ids"])
    assert len(came) == len(found["ids"])
    assert set(range(first, first + 60_000)) - gone <= came
    assert max(found["marks"]) - found["marks"][0] < 30_000, f"kB after each 10,000 rows: {found['marks']}"


def test_a_list_that_never_stands_still_is_never_silently_short() -> None:
    """While rows keep going, the end is the whole list or IncompleteListing."""
    with sandbox.serve(stocks=3_000) as box, Labguru(token=box.token, base_url=box.labguru_url) as labguru:
        first = next(iter(labguru.stocks.list(page_size=1).rows()))["id"]
        ended = threading.Event()
        thread, _ = work(box, 2_000, 0.005, ended)
        try:
            came = {row["id"] for row in labguru.stocks.list(page_size=100).rows()}
        except IncompleteListing:
            came = None
        ended.set()
        thread.join()
        left = {row["id"] for row in labguru.stocks.list().rows()}
        assert came is None or left & set(range(first, first + 3_000)) <= came
