"""Measure labclients against what one would use instead, and say what came out.

Numbers are kept in the folder of the data, for each bench those of its last run; the page of the documentation is made
of them, so that one bench can be measured again.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from benchmarks import peers, report, server
from benchmarks.lab import Lab
from benchmarks.measure import Result, measured

NAMES = ("imports", "call", "listing", "sessions", "large", "series", "growth")
ROUNDS = {"imports": 21, "sessions": 3, "growth": 3}  # more of what is short, fewer of what takes minutes
USUAL = 5


def main() -> int:
    """1 where a goal is missed."""
    asked = _asked()
    asked.data.mkdir(parents=True, exist_ok=True)
    theirs = peers.python(asked.data)
    results = _measured(asked, {False: sys.executable, True: theirs})
    if asked.json:
        asked.json.write_text(json.dumps([result._asdict() for result in results], indent=1) + "\n")
    if asked.docs:
        report.write_docs([one for name in NAMES for one in _kept(asked, name)], peers.versions(theirs))
    print(report.table(results))
    return int(any(result.met is False for result in results))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which benches: {', '.join(NAMES)}; all unless told")
    parser.add_argument("--rounds", type=int, help=f"how often each side is run; {USUAL}, or what suits the bench")
    parser.add_argument("--quick", action="store_true", help="small data: whether it runs, and not how fast")
    parser.add_argument("--json", type=Path, help="write the numbers to this file")
    parser.add_argument("--docs", action="store_true", help="write docs/benchmarks.md and docs/benchmarks.svg")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir(), "labclients-bench"), help="a folder")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"there is no bench {', '.join(sorted(unknown))}; there is: {', '.join(NAMES)}")
    if asked.docs and asked.quick:
        parser.error("the page is not for numbers of small data")
    if shutil.which("curl") is None:
        parser.error("curl is missing; downloads are compared with it")
    return asked


def _measured(asked: argparse.Namespace, pythons: dict[bool, str]) -> list[Result]:
    results: list[Result] = []
    with server.running(asked.data) as url, tempfile.TemporaryDirectory(dir=asked.data) as scratch:
        lab = Lab(asked.data, url, asked.quick)
        for name in asked.names or NAMES:
            bench = import_module(f"benchmarks.benches.{name}").bench(lab)
            found = measured(bench, asked.rounds or ROUNDS.get(name, USUAL), pythons, Path(scratch))
            print(report.table(found), flush=True, file=sys.stderr)
            if not asked.quick:
                _file(asked, name).write_text(json.dumps(found))
            results += found
    return results


def _kept(asked: argparse.Namespace, name: str) -> list[Result]:
    """What the last run of a bench gave; nothing where there was none."""
    file = _file(asked, name)
    return [Result(*row) for row in json.loads(file.read_text())] if file.exists() else []


def _file(asked: argparse.Namespace, name: str) -> Path:
    return Path(asked.data, f"results-{name}.json")


if __name__ == "__main__":
    sys.exit(main())
