"""Where a rule of security is silenced, and for each dependency, it is said why; and nothing is silenced wholesale."""

from __future__ import annotations

import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROW = "silenced rules of security, dependencies"
ROOT = Path(__file__).parents[2]
WRITTEN = ("overlay", "tools", "benchmarks", "examples", "tests")
TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads(TEXT)

#: A comment by which ruff is silenced (on a line, a range or a file), its rules, and what else it says.
SILENCED = re.compile(
    r"#\s*(?:noqa|(?P<wide>(?:ruff|flake8)\s*:\s*(?:noqa|disable|ignore|file-ignore)))\b"
    r"(?:\s*[:\[]\s*(?P<rules>(?:[A-Z]+[0-9]+[\s,]*)+)\]?)?(?P<said>.*)",
    re.IGNORECASE,
)
SECURITY = re.compile(r"\bS[0-9]*\b")


def silenced() -> Iterator[tuple[str, re.Match[str]]]:
    """Every comment that silences, by its place; what a test holds in a text is none."""
    files = [path for folder in WRITTEN for path in (ROOT / folder).rglob("*.py")]
    for path in sorted([*files, ROOT / "noxfile.py"]):
        text = path.read_text(encoding="utf-8")
        if SILENCED.search(text):
            for token in tokenize.generate_tokens(io.StringIO(text).readline):
                if token.type == tokenize.COMMENT and (found := SILENCED.search(token.string)):
                    yield f"{path.relative_to(ROOT).as_posix()}:{token.start[0]}", found


def complaint(found: re.Match[str]) -> str | None:
    """What is wrong with a comment that silences, if anything is."""
    if found["rules"] is None:
        return "silences every rule"
    if not SECURITY.search(found["rules"]):
        return None
    if found["wide"]:
        return "silences a rule of security beyond its own line"
    return None if re.search(r"\w{3}", found["said"]) else "silences a rule of security and does not say why"


@pytest.mark.parametrize(("place", "found"), [pytest.param(place, found, id=place) for place, found in silenced()])
def test_it_is_said_why(place: str, found: re.Match[str]) -> None:
    """On the line itself, behind the rule: a comment above it may be about anything."""
    assert complaint(found) is None, f"{place} {complaint(found)}: {found[0]}"


COMMENTS = {
    "# noqa": "silences every rule",
    "# NOQA - S101 is well": "silences every rule",
    "# ruff: noqa": "silences every rule",
    "# flake8: noqa": "silences every rule",
    "# noqa: S101": "silences a rule of security and does not say why",
    "# noqa: B018, S101": "silences a rule of security and does not say why",
    "# noqa:S101,B018 - x": "silences a rule of security and does not say why",
    "# type: ignore[misc]  # noqa: S101": "silences a rule of security and does not say why",
    "# ruff: noqa: S101 - because of this": "silences a rule of security beyond its own line",
    "# ruff: disable[S101] because of this": "silences a rule of security beyond its own line",
    "# noqa: SIM115": None,
    "# noqa: B018, S301 - our own bytes": None,
    "# noqa: S506  a SafeLoader": None,
}


@pytest.mark.parametrize("comment", COMMENTS)
def test_a_silence_is_heard(comment: str) -> None:
    """In whatever form ruff takes it; only rules of security need a reason."""
    found = SILENCED.search(comment)
    assert found is not None
    assert complaint(found) == COMMENTS[comment]


def test_whole_folders_are_silenced_with_a_reason() -> None:
    """In the comment above, and nothing that anybody installs or copies is."""
    ruff = PROJECT["tool"]["ruff"]["lint"]
    assert "S" in ruff["select"]
    assert not any(SECURITY.fullmatch(rule) for rule in ruff["ignore"])
    lines = TEXT.splitlines()
    for pattern, rules in ruff["per-file-ignores"].items():
        if any(SECURITY.fullmatch(rule) for rule in rules):
            [at] = [number for number, line in enumerate(lines) if line.startswith(f'"{pattern}" = ')]
            assert lines[at - 1].startswith("# "), f"{pattern} is silenced, and it is not said why"
            assert pattern.partition("/")[0] in ("tests", "benchmarks", "tools")


def required() -> set[str]:
    """Every requirement of the project, of its extras, its tasks and its build."""
    project = PROJECT["project"]
    extras = [*project["optional-dependencies"].values(), *PROJECT["dependency-groups"].values()]
    lists = [project["dependencies"], PROJECT["build-system"]["requires"], *extras]
    return {one for requirements in lists for one in requirements if isinstance(one, str)}


@pytest.mark.parametrize("requirement", sorted(required()))
def test_each_dependency_has_its_reason(requirement: str) -> None:
    """Behind it, wherever it stands."""
    lines = [line.partition(f'"{requirement}"') for line in TEXT.splitlines() if f'"{requirement}"' in line]
    assert lines
    for _, _, said in lines:
        assert re.fullmatch(r",?\]?\s*# .*\w{3}.*", said), f"{requirement} is needed, and it is not said why"
