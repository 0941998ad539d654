"""Each dependency, and each security rule of ruff that is suppressed, has its reason beside it."""

from __future__ import annotations

import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from tools.paths import ROOT

FOLDERS = ("overlay", "tools", "benchmarks", "examples", "tests")
TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads(TEXT)
# A comment that suppresses rules on its line, in a range or in a file; the rules; and the reason.
SUPPRESSION = re.compile(
    r"#\s*(?:noqa|(?P<wide>(?:ruff|flake8)\s*:\s*(?:noqa|disable|ignore|file-ignore)))\b"
    r"(?:\s*[:\[]\s*(?P<rules>(?:[A-Z]+[0-9]+[\s,]*)+)\]?)?(?P<reason>.*)",
    re.IGNORECASE,
)
SECURITY = re.compile(r"\bS[0-9]*\b")


def suppressions() -> Iterator[tuple[str, re.Match[str]]]:
    """Every such comment in our code, by its place."""
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    for path in sorted([*files, ROOT / "noxfile.py"]):
        text = path.read_text(encoding="utf-8")
        if SUPPRESSION.search(text):
            for token in tokenize.generate_tokens(io.StringIO(text).readline):
                if token.type == tokenize.COMMENT and (match := SUPPRESSION.search(token.string)):
                    yield f"{path.relative_to(ROOT).as_posix()}:{token.start[0]}", match


def problem(match: re.Match[str]) -> str | None:
    """What is wrong with a comment that suppresses rules."""
    if match["rules"] is None:
        return "suppresses every rule"
    if not SECURITY.search(match["rules"]):
        return None
    if match["wide"]:
        return "suppresses a security rule beyond its own line"
    return None if re.search(r"\w{3}", match["reason"]) else "suppresses a security rule without a reason"


def test_suppressed_security_rules_have_a_reason() -> None:
    """On the same line, behind the rule."""
    assert not [f"{place} {text}" for place, match in suppressions() if (text := problem(match))]


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("# noqa", "suppresses every rule"),
        ("# ruff: noqa", "suppresses every rule"),
        ("# noqa: B018, S101", "suppresses a security rule without a reason"),
        ("# type: ignore[misc]  # noqa: S101", "suppresses a security rule without a reason"),
        ("# ruff: noqa: S101 - because of this", "suppresses a security rule beyond its own line"),
        ("# ruff: disable[S101] because of this", "suppresses a security rule beyond its own line"),
        ("# noqa: SIM115", None),
        ("# noqa: B018, S301 - our own bytes", None),
    ],
)
def test_comments_are_recognised(comment: str, expected: str | None) -> None:
    """In each form that ruff accepts."""
    match = SUPPRESSION.search(comment)
    assert match is not None
    assert problem(match) == expected


def test_suppressions_for_folders_have_a_reason() -> None:
    """In the comment above; they apply to nothing that users install."""
    ruff = PROJECT["tool"]["ruff"]["lint"]
    assert "S" in ruff["select"]
    assert not any(SECURITY.fullmatch(rule) for rule in ruff["ignore"])
    lines = TEXT.splitlines()
    for pattern, rules in ruff["per-file-ignores"].items():
        if any(SECURITY.fullmatch(rule) for rule in rules):
            [at] = [number for number, line in enumerate(lines) if line.startswith(f'"{pattern}" = ')]
            assert lines[at - 1].startswith("# "), pattern
            assert pattern.partition("/")[0] in ("tests", "benchmarks", "tools")


def test_dependencies_have_a_reason() -> None:
    """In the comment behind each, in every list of pyproject.toml."""
    project = PROJECT["project"]
    extras = [*project["optional-dependencies"].values(), *PROJECT["dependency-groups"].values()]
    lists = [project["dependencies"], PROJECT["build-system"]["requires"], *extras]
    for requirement in {one for requirements in lists for one in requirements if isinstance(one, str)}:
        lines = [line.partition(f'"{requirement}"')[2] for line in TEXT.splitlines() if f'"{requirement}"' in line]
        assert lines
        assert all(re.fullmatch(r",?\]?\s*# .*\w{3}.*", line) for line in lines), requirement
