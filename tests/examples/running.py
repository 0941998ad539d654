"""Runs the scripts of examples/ as a person would: their own command lines, in a directory of their own."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from labclients import Labguru, Labvanced
from labclients.sandbox import Box

EXAMPLES = Path(__file__).parents[2] / "examples"
_ROW = re.compile(r"^\| \[(\w+\.py)\]\(\1\) \|.*\| `\1 ([^`]*)`( and `--yes`)? \|$", re.MULTILINE)


class Command(NamedTuple):
    """What examples/README.md says of a script."""

    arguments: list[str]
    asks: bool
    """It writes to Labguru, and only with --yes."""

    @property
    def reads_a_mirror(self) -> bool:
        return "--out" in self.arguments


COMMANDS = {
    script: Command(shlex.split(line), bool(asks))
    for script, line, asks in _ROW.findall((EXAMPLES / "README.md").read_text(encoding="utf-8"))
}


class Run(NamedTuple):
    """How one run ended, what it sent, and the files that lay there afterwards."""

    status: int
    out: str
    err: str
    writes: list[str]
    files: dict[str, bytes]


class Place:
    """A directory with the input files of the examples, and the sandbox that they are run against."""

    def __init__(self, directory: Path, box: Box) -> None:
        self.directory = directory
        self.box = box
        for file in (*EXAMPLES.glob("*.csv"), *EXAMPLES.glob("*.json")):
            shutil.copy(file, directory)

    def run(self, script: str, *arguments: str, environment: Mapping[str, str] | None = None) -> Run:
        """Run a script; a warning would be an error."""
        self.box.requests.clear()
        done = subprocess.run(
            [sys.executable, "-W", "error", str(EXAMPLES / script), *arguments],
            cwd=self.directory,
            env=_clean() | (self.environment if environment is None else dict(environment)),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        writes = [seen.operation or seen.path for seen in self.box.requests if _writes(seen.method, seen.operation)]
        return Run(done.returncode, done.stdout, done.stderr, writes, self.files())

    @property
    def environment(self) -> dict[str, str]:
        """The addresses and the token of the sandbox, as all scripts want them."""
        names = ("LABVANCED_TOKEN", "LABVANCED_TOKEN_ADA", "LABVANCED_TOKEN_CHIARA", "LABGURU_TOKEN")
        return self.servers | dict.fromkeys(names, self.box.token)

    @property
    def servers(self) -> dict[str, str]:
        return {"LABVANCED_BASE_URL": self.box.labvanced_url, "LABGURU_BASE_URL": self.box.labguru_url}

    def files(self) -> dict[str, bytes]:
        """All files but locks and the manifests of mirrors, which hold times."""
        found = [Path(root, name) for root, _, names in os.walk(self.directory) for name in names]
        left_out = (".lock", "manifest.json")
        return {
            path.relative_to(self.directory).as_posix(): path.read_bytes()
            for path in found
            if path.name not in left_out
        }

    def labguru(self) -> Labguru:
        return Labguru(token=self.box.token, base_url=self.box.labguru_url)

    def labvanced(self) -> Labvanced:
        return Labvanced(token=self.box.token, base_url=self.box.labvanced_url)


def _writes(method: str, operation: str | None) -> bool:
    return method != "GET" or operation == "sample_stocks.add_stock_by_barcode"


def _clean() -> dict[str, str]:
    """The environment without anybody's credentials."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("LABVANCED_", "LABGURU_"))}
    return ours | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8", "MPLBACKEND": "Agg"}
