"""Where ruff's rules of security are silenced, it is said why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import labclients

ROW = "silenced rules of security"
SILENCED = re.compile(r"#\s*noqa:\s*S\d+[\s,S\d]*(.*)")


def places() -> list[tuple[str, str, str]]:
    """File and line, the line before it, the line itself."""
    root = Path(labclients.__file__).parent
    return [
        (f"{path.relative_to(root)}:{number + 1}", lines[number - 1], line)
        for path in sorted(root.rglob("*.py"))
        for lines in [path.read_text().splitlines()]
        for number, line in enumerate(lines)
        if SILENCED.search(line)
    ]


@pytest.mark.parametrize(("place", "before", "line"), places(), ids=[place for place, *_ in places()])
def test_it_is_said_why(place: str, before: str, line: str) -> None:
    """Behind the rule, in a comment above it, or in the assertion's own words."""
    found = SILENCED.search(line)
    said = found is not None and re.search(r"\w{3}", found[1])
    asserted = line.lstrip().startswith("assert") and '"' in line
    assert said or before.lstrip().startswith("#") or asserted, f"{place} silences a rule and does not say why"
