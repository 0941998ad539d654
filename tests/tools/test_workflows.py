"""What holds for every workflow, whatever tool is at hand to check the rest."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tools.paths import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
EXPRESSION = "${{"
every = pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)


def _jobs(file: Path) -> dict[str, Any]:
    return yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"]


def _steps(file: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every step, with its job."""
    return ((job, step) for job in _jobs(file).values() for step in job["steps"])


def _sessions() -> set[str]:
    """Names of the sessions of noxfile.py, read, not run: a test needs no nox."""
    found = set()
    for node in ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8")).body:
        for mark in node.decorator_list if isinstance(node, ast.FunctionDef) else []:
            if ast.unparse(mark).startswith("nox.session"):
                keywords = mark.keywords if isinstance(mark, ast.Call) else []
                names = {word.arg: ast.literal_eval(word.value) for word in keywords}
                found.add(names.get("name", node.name))
    return found


def _called(job: dict[str, Any], step: dict[str, Any]) -> set[str]:
    """The sessions that a step runs, without their parameters; `$SESSION` stands for those of the matrix."""
    calls = re.findall(r"nox -s((?: +[a-zA-Z$\"-]+)+)", step.get("run", ""))
    words = {word.strip('"') for call in calls for word in call.split() if not word.startswith("-")}
    named = job["strategy"]["matrix"]["session"] if "$SESSION" in words else []
    return words - {"$SESSION"} | {name.partition("(")[0] for name in named}


def _can_write(granted: dict[str, str] | str) -> bool:
    return "write" in granted if isinstance(granted, str) else "write" in granted.values()


def test_there_are_workflows() -> None:
    """The laws below are about something."""
    assert [file.stem for file in WORKFLOWS] == ["ci", "nightly-smoke", "nightly-spec", "weekly"]


@every
def test_an_action_is_one_commit_with_its_version_beside_it(file: Path) -> None:
    """A tag can be moved to other code; a hash cannot, and the comment says what a person may compare."""
    uses = [line for line in file.read_text(encoding="utf-8").splitlines() if re.match(r"\s*(- )?uses:", line)]
    assert uses
    pinned = re.compile(r"\s*(- )?uses: [\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    odd = [line for line in uses if not pinned.fullmatch(line)]
    assert odd == []


def test_an_action_has_one_hash_everywhere() -> None:
    """An update that misses a place is seen."""
    texts = "\n".join(file.read_text(encoding="utf-8") for file in WORKFLOWS)
    pins = set(re.findall(r"uses: (\S+)@(\S+ # \S+)", texts))
    assert len(pins) == len({action for action, _ in pins})


@every
def test_nothing_is_permitted_but_by_a_job(file: Path) -> None:
    """A job that is added has no rights until somebody writes them down."""
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["permissions"] == {}
    assert [name for name, job in _jobs(file).items() if "permissions" not in job] == []


def test_two_jobs_may_write_and_they_install_nothing() -> None:
    """Write access and foreign code (packages, the generated clients, their tests) are never in one job."""
    writing = {name: job for file in WORKFLOWS for name, job in _jobs(file).items() if _can_write(job["permissions"])}
    assert list(writing) == ["propose", "tell"]
    run = "\n".join(step.get("run", "") for job in writing.values() for step in job["steps"])
    assert not re.search(r"\b(pip|nox|pytest|npm|curl)\b", run)


@every
def test_a_shell_reads_no_expression(file: Path) -> None:
    """What an expression gives is put into the script before the shell sees it: a title could be a command."""
    assert [step["run"] for _, step in _steps(file) if EXPRESSION in step.get("run", "")] == []


@every
def test_a_checkout_keeps_no_credentials(file: Path) -> None:
    """Whatever runs later in the job finds no token in .git/config."""
    checkouts = [step for _, step in _steps(file) if step.get("uses", "").startswith("actions/checkout@")]
    assert [step for step in checkouts if step["with"]["persist-credentials"] is not False] == []


@every
def test_every_job_ends(file: Path) -> None:
    """A job that hangs is stopped within an hour or so, not after GitHub's six."""
    assert [name for name, job in _jobs(file).items() if not 0 < job.get("timeout-minutes", 0) <= 60] == []


@every
def test_secrets_and_tokens_are_given_to_single_steps_of_runs_nobody_outside_can_start(file: Path) -> None:
    """A pull request from a fork meets no secret, and no step sees one that is not its own."""
    document = yaml.safe_load(file.read_text(encoding="utf-8"))
    triggers = set(document[True])  # YAML 1.1 reads the word `on` as true
    secret = re.compile(r"secrets\.|github\.token|GITHUB_TOKEN")
    jobs = document["jobs"].values()
    outside = [document.get("env"), *(job.get("env") for job in jobs)]
    assert not secret.search(str(outside))
    if secret.search(file.read_text(encoding="utf-8")):
        assert triggers <= {"schedule", "workflow_dispatch"}


@every
def test_every_session_that_a_workflow_runs_is_in_the_noxfile(file: Path) -> None:
    """A session that is renamed does not break the night only."""
    called = {name for job, step in _steps(file) for name in _called(job, step)}
    assert called <= _sessions()


def test_the_sessions_that_workflows_run_are_found() -> None:
    """The law above does not hold for want of names."""
    called = {name for file in WORKFLOWS for job, step in _steps(file) for name in _called(job, step)}
    assert {"lint", "generate-check", "tests", "lowest", "newest", "drift", "fetch", "generate", "record"} <= called


def test_pythons_claimed_are_tested_and_one_not_claimed_may_fail() -> None:
    """The matrix follows the classifiers of pyproject.toml."""
    job = _jobs(ROOT / ".github" / "workflows" / "ci.yml")["tests"]
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    claimed = set(re.findall(r"Python :: (3\.\d+)", project))
    allowed_to_fail = set(re.findall(r"'(3\.\d+)'", job["continue-on-error"]))
    assert set(job["strategy"]["matrix"]["python"]) == claimed | allowed_to_fail
    assert not claimed & allowed_to_fail


# The weekly issue

WEEKLY = ROOT / ".github" / "workflows" / "weekly.yml"
GH = """#!/bin/sh
printf '%s\\n' "$*" >> "$ASKED"
if [ "$1" = api ]; then printf "$OPEN"; fi
"""
OPENED, UPDATED, CLOSED = "issue create --title They fail", "issue comment 7 --body", "issue close 7 --comment"


def test_the_week_runs_all_that_is_not_pinned() -> None:
    """With the oldest releases, the newest, and the newest with httpx2; and the long form of the fault tests."""
    matrix = _jobs(WEEKLY)["suite"]["strategy"]["matrix"]
    assert matrix["session"] == ["lowest", "newest(httpx)", "newest(httpx2)", "faults"]


def test_the_job_that_tells_may_do_nothing_else() -> None:
    """It sees no file of the repository; it runs whatever became of the tests, and only for main."""
    job = _jobs(WEEKLY)["tell"]
    assert job["permissions"] == {"issues": "write"}
    assert [step for step in job["steps"] if "uses" in step] == []
    assert "!cancelled()" in job["if"]
    assert "github.ref == 'refs/heads/main'" in job["if"]


@pytest.mark.skipif(sys.platform == "win32", reason="the job runs on Linux")
@pytest.mark.parametrize(
    ("result", "issues", "done"),
    [
        ("success", "", []),
        ("success", "7\\n3\\n", [CLOSED]),
        ("failure", "", [OPENED]),
        ("failure", "7\\n3\\n", [UPDATED]),
        ("cancelled", "", [OPENED]),  # whatever is no success
    ],
)
def test_there_is_one_issue_while_the_week_fails(result: str, issues: str, done: list[str], tmp_path: Path) -> None:
    """Opened once, then brought up to date, and closed when all is well; each time with the run's address."""
    [step] = _jobs(WEEKLY)["tell"]["steps"]
    (tmp_path / "gh").write_text(GH, encoding="utf-8")
    (tmp_path / "gh").chmod(0o700)
    words = {"GH_REPO": "lab/clients", "TITLE": "They fail", "RUN": "https://run.example", "RESULT": result}
    played = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "ASKED": str(tmp_path / "asked"), "OPEN": issues}
    subprocess.run(["bash", "-eo", "pipefail", "-c", step["run"]], env=words | played, check=True)
    listed, *asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert listed.startswith("api --method GET --paginate repos/lab/clients/issues -f state=open")
    assert len(asked) == len(done)
    for words_asked, begin in zip(asked, done, strict=True):
        assert words_asked.startswith(begin)
        assert words_asked.endswith("https://run.example")
