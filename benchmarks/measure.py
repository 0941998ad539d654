"""What is measured, and how: all sides of a bench in turn, round after round; a ratio is of one round."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
MB = 1e6


class Side(NamedTuple):
    """One way to do the job: a script of `scripts`, or ``import:`` and a statement.

    ``{scratch}`` among its arguments is a new folder for each run. Of more than one repeat the first does not count.
    """

    script: str
    arguments: tuple[str, ...] = ()
    repeats: int = 1
    peer: bool = False
    """Whether it runs in the environment of the peers."""


class Run(NamedTuple):
    """What one run of one side took."""

    seconds: float
    memory: int
    """Bytes at its peak, over what its imports took."""
    answer: Any


Value = Callable[[Mapping[str, Run]], float]


class Row(NamedTuple):
    """One line of the table: a number made of the runs of a round, and its goal."""

    what: str
    against: str
    value: Value
    goal: str
    """Such as ``<= 1.2`` or ``>= 8``; empty where it is only told."""


class Bench(NamedTuple):
    """Sides, and what is said of them; they do the same job, unless they are not alike."""

    sides: dict[str, Side]
    rows: list[Row]
    alike: bool = True


class Result(NamedTuple):
    """A row, measured: a value of each round, and what each run took."""

    what: str
    against: str
    goal: str
    values: list[float]
    seconds: dict[str, list[float]]
    memory: dict[str, list[int]]
    """Bytes."""

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if not self.goal:
            return None
        sign, number = self.goal.split()
        return self.median <= float(number) if sign == "<=" else self.median >= float(number)


def ratio(ours: str, theirs: str) -> Value:
    """How long ours takes where theirs takes 1."""
    return lambda runs: runs[ours].seconds / runs[theirs].seconds


def speed(ours: str, theirs: str) -> Value:
    """How often ours is done in the time of theirs."""
    return lambda runs: runs[theirs].seconds / runs[ours].seconds


def megabytes(ours: str) -> Value:
    """Memory of one side."""
    return lambda runs: runs[ours].memory / MB


class Different(Exception):
    """The sides of a bench did not do the same job."""


def measured(bench: Bench, rounds: int, pythons: Mapping[bool, str], scratch: Path) -> list[Result]:
    """Run all sides in turn, so often.

    Raises:
        Different: two sides gave different answers.
    """
    found: dict[str, list[Run]] = {name: [] for name in bench.sides}
    for side in bench.sides.values():
        if side.script.startswith("import:"):
            _run(side, pythons[side.peer], scratch)  # what is imported is compiled, as pip leaves it
    for _ in range(rounds):
        for name, side in bench.sides.items():
            found[name].append(_run(side, pythons[side.peer], scratch))
        answers = {name: runs[-1].answer for name, runs in found.items()}
        if bench.alike and len({json.dumps(answer) for answer in answers.values()}) > 1:
            raise Different(f"the sides did not do the same: {answers}")
    return [_result(row, found) for row in bench.rows]


def _result(row: Row, found: Mapping[str, list[Run]]) -> Result:
    seconds = {name: [run.seconds for run in runs] for name, runs in found.items()}
    memory = {name: [run.memory for run in runs] for name, runs in found.items()}
    return Result(row.what, row.against, row.goal, [*map(row.value, _by_round(found))], seconds, memory)


def _by_round(found: Mapping[str, list[Run]]) -> Iterator[dict[str, Run]]:
    for runs in zip(*found.values(), strict=True):
        yield dict(zip(found, runs, strict=True))


def _run(side: Side, python: str, scratch: Path) -> Run:
    folder = tempfile.mkdtemp(dir=scratch)
    try:
        arguments = [argument.format(scratch=folder) for argument in side.arguments]
        script = side.script if side.script.startswith("import:") else str(HERE / "scripts" / side.script)
        command = [python, str(HERE / "child.py"), script, str(side.repeats), *arguments]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, env=_environment(scratch))
    finally:
        shutil.rmtree(folder)
    said = json.loads(done.stdout)
    return Run(statistics.median(said["seconds"]), said["memory"], said["answer"])


def _environment(scratch: Path) -> dict[str, str]:
    """Ours, with a place for bytecode, since the tree may hold none that is current."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(scratch)}
