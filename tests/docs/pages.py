"""A page of the guide, taken apart: what it runs, in order, and what it says comes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).parents[2] / "docs"
# Written by others, or made at build time.
APART = {"benchmarks.md", "families.md"}

_PIECE = re.compile(
    r'^```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<code>.*?)^```$'
    r"|^<!-- setup\n(?P<setup>.*?)^-->$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """One fenced block, or a setup that readers do not see (`language` is "setup")."""

    language: str
    title: str | None
    code: str
    line: int
    """Of the page, counted from 1, where the code begins."""


def pages() -> list[Path]:
    """Every page that is written by hand."""
    return sorted(page for page in DOCS.rglob("*.md") if page.name not in APART)


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for found in _PIECE.finditer(text):
        part = "setup" if found["setup"] is not None else "code"
        line = text.count("\n", 0, found.start(part)) + 1
        yield Block(found["language"] or "setup", found["title"], found[part], line)


class Command(NamedTuple):
    """A line of a console block that calls our command, and the lines of its output that the page shows."""

    line: str
    output: list[str]


def commands(block: Block) -> Iterator[Command]:
    """What a console block runs; lines after a command are its output."""
    found: list[Command] = []
    for line in block.code.splitlines():
        if line.startswith("$ "):
            found.append(Command(line.removeprefix("$ "), []))
        elif found and line.strip() not in ("", "..."):
            found[-1].output.append(line.strip())
    yield from (one for one in found if one.line.startswith("labclients "))
