"""A mirror that is killed at any moment, and run again, ends as if it had never been killed."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from labclients import sandbox

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")

KILLS = 50
SEED = 20261122
TIMES = ("started", "ended", "fetched", "since", "start", "gone")


class Program:
    """Mirrors in processes of its own."""

    def __init__(self, box: sandbox.Box) -> None:
        command = [sys.executable, "-m", "tests.sockets.mirroring", box.labvanced_url, box.token, str(box.study)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, directory: Path) -> float:
        """Mirror to the end; how long it took."""
        begin = time.monotonic()
        assert self._told(f"{directory}") == 0
        return time.monotonic() - begin

    def killed(self, directory: Path, after: float) -> bool:
        """Mirror, and kill it; whether it was still at work."""
        return self._told(f"{directory}\t{after}") == signal.SIGKILL

    def _told(self, line: str) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture
def box() -> Iterator[sandbox.Box]:
    """A study of 40 sessions, each answer late; one session is locked."""
    with sandbox.serve(sessions=40, latency=0.02) as running:
        running.fail("/api/*/download/4100040", status=403, times=None)
        yield running


@pytest.fixture
def program(box: sandbox.Box) -> Iterator[Program]:
    running = Program(box)
    yield running
    running.close()


def state(directory: Path) -> dict[str, Any]:
    """Every file of a mirror with its bytes; of the manifest all but the times."""
    files = {str(path.relative_to(directory)): path for path in directory.rglob("*") if path.is_file()}
    found: dict[str, Any] = {name: path.read_bytes() for name, path in files.items() if name != ".lock"}
    found["manifest.json"] = timeless(json.loads(found["manifest.json"]))
    return found


def timeless(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: timeless(one) for key, one in value.items() if key not in TIMES}


def broken(directory: Path) -> list[str]:
    """Names of ZIPs that are not whole."""
    return [path.name for path in directory.glob("zips/*.zip") if not zipfile.is_zipfile(path)]


def is_over(directory: Path, number: int) -> bool:
    """Whether the run had come to its end when it was killed; another one would be another night."""
    path = directory / "manifest.json"
    run = json.loads(path.read_bytes())["run"] if path.exists() else {}
    return bool(run.get("number") == number and run["ended"])


def test_killed_at_random_moments(box: sandbox.Box, program: Program, tmp_path: Path) -> None:
    """50 kills; nothing half is ever under a final name, and the end is that of an undisturbed run, to the byte."""
    draw = random.Random(SEED)
    base, fresh, later = tmp_path / "base", tmp_path / "fresh", tmp_path / "later"
    program.run(base)
    sessions = sorted(json.loads((base / "manifest.json").read_bytes())["sessions"])
    for number in map(int, sessions[::2]):  # a night later much has changed
        box.grow_session(number)
    manifest = json.loads((base / "manifest.json").read_bytes())
    for number in sessions[::2]:
        manifest["sessions"][number]["state"] = "unfinished"
    (base / "manifest.json").write_text(json.dumps(manifest))
    lasted = program.run(fresh)
    shutil.copytree(base, later)
    program.run(later)
    wanted = {True: state(fresh), False: state(later)}
    assert any("previous" in name for name in wanted[False])

    kills = 0
    while kills < KILLS:
        directory, new = tmp_path / str(kills), bool(kills % 2)
        if not new:
            shutil.copytree(base, directory)
        number = wanted[new]["manifest.json"]["run"]["number"]
        for _ in range(draw.randrange(2, 8)):
            kills += program.killed(directory, draw.uniform(0, lasted / 2))
            assert broken(directory) == [], f"seed {SEED}, kill {kills}"
            if is_over(directory, number):
                break
        else:
            program.run(directory)
        assert state(directory) == wanted[new], f"seed {SEED}, kill {kills}"
        shutil.rmtree(directory)
