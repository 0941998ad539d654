"""Every example of the guide is run, page by page and in order, against a sandbox of its own."""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pages import DOCS, Block, blocks, commands, pages

from labclients import Labguru, Labvanced, cli, sandbox
from labclients._operations import OperationIndex

LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
FACTS = OperationIndex("labguru_api")
VENDORS = ("https://my.labguru.com", "https://www.labvanced.com")


class Said(io.StringIO):
    """What a page printed; and how many requests had come when it first said where it writes."""

    def __init__(self, box: sandbox.Box) -> None:
        super().__init__()
        self.box = box
        self.named_at: int | None = None

    def write(self, text: str) -> int:
        if self.named_at is None and self.box.labguru_url in text:
            self.named_at = len(self.box.requests)
        return super().write(text)


class Run:
    """One page being run: its names, and what it has printed."""

    def __init__(self, page: Path, box: sandbox.Box) -> None:
        self.page = page
        self.box = box
        self.names: dict[str, Any] = {"__name__": "__main__", "box": box}
        self.said = Said(box)
        self._read = 0

    def run(self, block: Block) -> None:
        """Run one block; a text block is what the block before it printed."""
        match block.language:
            case "python" if (block.title or "").startswith("test_"):
                run_as_test(block)
            case "python" | "setup":
                self._read = len(self.said.getvalue())
                self._execute(block)
            case "text":
                self._compare(block)
            case "console":
                for command in commands(block):
                    self._command(command.line, command.output)

    def _execute(self, block: Block) -> None:
        code = "\n" * (block.line - 1) + block.code  # so that an error names the line of the page
        with contextlib.redirect_stdout(self.said):
            exec(compile(code, str(self.page), "exec"), self.names)

    def _compare(self, block: Block) -> None:
        printed = self._vendors(self.said.getvalue()[self._read :])
        if not doctest.OutputChecker().check_output(block.code, printed, LOOSE):
            pytest.fail(f"{self.page.name}:{block.line} says otherwise; what was printed:\n{printed}")

    def _command(self, line: str, output: list[str]) -> None:
        printed = io.StringIO()
        words, _, target = line.partition(" > ")
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            status = cli.main(shlex.split(words)[1:])
        assert status == 0, f"{line} ended with {status}:\n{printed.getvalue()}"
        if target:
            Path(target).write_text(printed.getvalue(), encoding="utf-8")
        text = self._vendors(printed.getvalue())
        shown = [" ".join(one.split()) for one in text.splitlines()]
        missing = [one for one in output if " ".join(one.split()) not in shown]
        assert not missing, f"{line} printed no {missing}:\n{text}"

    def _vendors(self, text: str) -> str:
        """The output, with the sandbox's addresses as a reader will see them."""
        for ours, theirs in zip((self.box.labguru_url, self.box.labvanced_url), VENDORS, strict=True):
            text = text.replace(ours, theirs)
        return text

    def close(self) -> None:
        for one in self.names.values():
            if isinstance(one, Labguru | Labvanced):
                one.close()


def run_as_test(block: Block) -> None:
    """A test of a user's is run as a user runs it."""
    assert block.title is not None
    Path(block.title).write_text(block.code, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null", block.title]
    path = os.pathsep.join(one for one in map(os.path.abspath, sys.path) if os.path.exists(one))
    known = os.environ | {"PYTHONPATH": path}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=known)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def run(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """A page in a folder of its own, whose `Labguru()` and `Labvanced()` reach a sandbox."""
    with sandbox.serve() as box:
        monkeypatch.chdir(tmp_path)
        for name in ("LABGURU_LOGIN", "LABGURU_PASSWORD", "LABGURU_ACCOUNT_ID", "LABVANCED_AUTH_HEADER"):
            monkeypatch.delenv(name, raising=False)
        for service, url in (("LABGURU", box.labguru_url), ("LABVANCED", box.labvanced_url)):
            monkeypatch.setenv(f"{service}_BASE_URL", url)
            monkeypatch.setenv(f"{service}_TOKEN", box.token)
        found = Run(request.param, box)
        yield found
        found.close()


def named(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


@pytest.mark.parametrize("run", pages(), ids=named, indirect=True)
def test_every_example_of_a_page_runs_and_names_the_account_before_it_writes(run: Run) -> None:
    """Each block runs as it stands, prints what the page shows, and no write is sent before its server was printed."""
    for block in blocks(run.page):
        run.run(block)
    writes = [index for index, one in enumerate(run.box.requests) if writes_to_the_notebook(one)]
    named_at = run.said.named_at
    assert not writes or (named_at is not None and named_at <= writes[0])


def writes_to_the_notebook(request: sandbox.Seen) -> bool:
    """By what the operation does, not by its verb."""
    return FACTS.find(request.operation or "", request.method, request.path).effect == "write"


CALL = re.compile(
    r"(?<![\w/.-])labclients (?=labvanced|labguru|doctor|contract|demo|sandbox)([^`\n\"|]*(?:\"[^\"\n]*\"[^`\n\"|]*)*)"
)


@pytest.mark.parametrize("page", pages(), ids=named)
def test_a_command_on_any_page_is_one_that_the_command_line_understands(page: Path) -> None:
    """Also in a crontab, a unit or a workflow, which are not run here."""
    for block in blocks(page):
        if block.language in ("python", "setup", "text"):
            continue
        for found in CALL.finditer(block.code):
            words = shlex.split(re.split(r" (?:>>?|2>|&&|#) ?", found[1])[0])
            cli.parse_arguments(words)
