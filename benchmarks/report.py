"""What came out: as a table, and as the page of the documentation with its plot."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Mapping, Sequence
from html import escape
from importlib.metadata import version
from math import log2
from pathlib import Path

from benchmarks.measure import HERE, Result

DOCS = HERE.parent / "docs"
HEAD = ("what", "against", "median", "spread", "goal", "met")
OURS = ("httpx", "polars", "pyarrow", "pandas")


def table(results: Sequence[Result]) -> str:
    """For people, in Markdown, which they can read as it is."""
    rows = [HEAD, *map(_cells, results)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEAD))]
    head, *lines = [" | ".join(map(str.ljust, row, widths)) for row in rows]
    return "\n".join(f"| {line} |" for line in (head, " | ".join("-" * width for width in widths), *lines))


def write_docs(results: Sequence[Result], peers: Mapping[str, str]) -> None:
    """Write docs/benchmarks.md and its plot."""
    page = (HERE / "page.md").read_text(encoding="utf-8")
    parts = {"table": table(results), "machine": machine(peers), "notes": _notes(), "scripts": _scripts()}
    for name, text in parts.items():
        page = page.replace(f"{{{name}}}", text)
    DOCS.mkdir(exist_ok=True)
    (DOCS / "benchmarks.md").write_text(page, encoding="utf-8")
    (DOCS / "benchmarks.svg").write_text(plot(results), encoding="utf-8")


def machine(peers: Mapping[str, str]) -> str:
    """What the numbers were measured with, in a sentence; nothing that names the machine."""
    cpu, memory = _first("/proc/cpuinfo", "model name"), _first("/proc/meminfo", "MemTotal")
    size = f"{round(int(memory.split()[0]) / (1 << 20))} GB" if memory else "an unknown amount"
    used = {name: version(name) for name in OURS} | dict(peers)
    return (
        f"{os.cpu_count()} cores ({cpu or platform.machine()}), {size} of memory, {platform.system()}, "
        f"Python {platform.python_version()}, {', '.join(f'{name} {number}' for name, number in used.items())}"
    )


def plot(results: Sequence[Result]) -> str:
    """Each measurement by its goal, which is 1: what is to be small as it is, what is to be large upside down."""
    told = [result for result in results if result.goal]
    bars = [_bar(result, 40 + 26 * place) for place, result in enumerate(told)]
    height = 50 + 26 * len(told)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" '
            'font-size="12">',
            f'<rect width="{_WIDTH}" height="{height}" fill="white"/>',
            f'<text x="{_at(1)}" y="20" text-anchor="middle">the goal</text>',
            f'<text x="{_at(1) - 60}" y="20" text-anchor="end">better</text>',
            f'<text x="{_at(1) + 60}" y="20">missed</text>',
            *bars,
            f'<line x1="{_at(1)}" x2="{_at(1)}" y1="26" y2="{height - 10}" stroke="black" stroke-dasharray="4 3"/>',
            "</svg>",
            "",
        ]
    )


_WIDTH, _LEFT, _MIDDLE, _DOUBLE = 960, 420, 700, 60  # pixels; the last is what twice the goal is away from it


def _at(share: float) -> int:
    return round(min(max(_MIDDLE + _DOUBLE * log2(max(share, 1e-9)), _LEFT + 10), _WIDTH - 80))


def _bar(result: Result, y: int) -> str:
    sign, goal = result.goal.split()
    share = result.median / float(goal) if sign == "<=" else float(goal) / result.median
    color = "#3b8f5a" if result.met else "#c8702a"
    words = f"{result.what.replace('`', '')}, {result.against.replace('`', '')}"
    value = f"{result.median:.2f} ({_pretty(result.goal)})"
    return (
        f'<text x="{_LEFT}" y="{y + 13}" text-anchor="end">{escape(words)}</text>'
        f'<rect x="{_LEFT + 8}" y="{y}" width="{_at(share) - _LEFT - 8}" height="18" fill="{color}"/>'
        f'<text x="{_at(share) + 4}" y="{y + 13}">{escape(value)}</text>'
    )


def _cells(result: Result) -> tuple[str, ...]:
    met = {True: "yes", False: "**no**", None: ""}[result.met]
    spread = f"{min(result.values):.2f} to {max(result.values):.2f}"
    return result.what, result.against, f"{result.median:.2f}", spread, _pretty(result.goal), met


def _pretty(goal: str) -> str:
    return goal.replace("<=", "≤").replace(">=", "≥")


def _first(path: str, key: str) -> str:
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
    found = re.search(rf"^{key}\s*:\s*(.*)$", text, re.MULTILINE)
    return found[1] if found else ""


def _notes() -> str:
    return (HERE / "notes.md").read_text(encoding="utf-8").strip()


def _scripts() -> str:
    theirs = sorted(file for file in (HERE / "scripts").glob("*.py") if "_ours" not in file.name)
    return "\n\n".join(f"`{file.name}`\n\n```python\n{file.read_text().strip()}\n```" for file in theirs)
