"""The first thing that somebody sees of labclients."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

Ended = tuple[subprocess.CompletedProcess[str], float]


@pytest.fixture(scope="module")
def ended() -> Ended:
    """The demo, run once in a process of its own, and the seconds it took."""
    began = time.monotonic()
    command = [sys.executable, "-m", "labclients", "demo"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    return done, time.monotonic() - began


def test_ends_well(ended: Ended) -> None:
    """It ends with status 0, in less than 30 seconds, and without a complaint."""
    done, seconds = ended

    assert (done.returncode, done.stderr) == (0, "")
    assert seconds < 30


@pytest.mark.parametrize(
    "fact",
    [
        "24 sessions, 19 of them finished",
        "9 files",
        "data/Session_4100004/trials.csv",
        "593 time series samples, and 38 trials",
        "a token, and 5 projects",
        "3 samples",
        "the bytes are equal",
        "Where to go next",
    ],
)
def test_facts(ended: Ended, fact: str) -> None:
    """It shows each part of the main job."""
    assert fact in ended[0].stdout


def test_pages(ended: Ended) -> None:
    """More than three pages are really asked for, and together they hold all that the server counts."""
    found = re.search(
        r"sent +GET /api/v1/experiments +\((\d+) times\)\s+came +(\d+) pages with (\d+) of (\d+)", ended[0].stdout
    )

    assert found
    asked, pages, came, counted = map(int, found.groups())
    assert asked == pages > 3
    assert came == counted


def test_code(ended: Ended) -> None:
    """The code beside each step is what a user would write, with real values."""
    code = [line.strip() for line in ended[0].stdout.splitlines() if line.startswith("    ")]

    assert "sessions = labvanced.sessions(61286).all()" in code
    assert 'where = (F.project_id == 2) & F.title.contains("PCR")' in code
    assert 'copy = labguru.attachments.download(31, "files")' in code


def test_tidy(ended: Ended) -> None:
    """It leaves nothing behind."""
    assert not list(Path(tempfile.gettempdir()).glob("labclients-demo-*"))
