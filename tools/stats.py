"""Count what was written by hand against what was generated: ``python -m tools.stats``.

Lines of code: without blank lines, comments and docstrings; specifications and templates without blank lines and
comments. A function's length is counted in the same way, its signature included.
"""

from __future__ import annotations

import ast
import io
import statistics
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.paths import ROOT

OVERLAY = ROOT / "overlay" / "labclients"
GENERATED = ROOT / "generated"
LIMIT = 4_000  # of the overlay without sandbox and command line
MOST = {5: 50, 22: 90}  # how long functions are: percent that fit, at least
_LAYOUT = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT, tokenize.ENDMARKER}


def code(source: str) -> set[int]:
    """The numbers of the lines of Python that are code."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    held = (range(one.start[0], one.end[0] + 1) for one in tokens if one.type not in _LAYOUT)
    return {number for lines in held for number in lines} - set(_docstrings(ast.parse(source)))


def _docstrings(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from range(node.lineno, (node.end_lineno or 0) + 1)


def lengths(source: str) -> Iterator[int]:
    """How many lines of code each function has."""
    lines = code(source)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield len(lines.intersection(range(node.lineno, (node.end_lineno or 0) + 1)))


def plain(text: str) -> int:
    """Lines of a specification, a template or a table that are neither blank nor a comment."""
    return sum(bool(line.strip()) and not line.strip().startswith("#") for line in text.splitlines())


def files(*places: Path, but: Iterable[Path] = ()) -> list[Path]:
    """The text files in some places, but for those in others."""
    found = {one for place in places for one in (place.rglob("*") if place.is_dir() else [place]) if one.is_file()}
    left = (one for one in found if not any(other in (one, *one.parents) for other in but))
    return sorted(one for one in left if one.suffix in (".py", ".yaml", ".toml", ".jinja", ".tsv"))


def count(paths: Iterable[Path]) -> int:
    """Their lines of code."""
    texts = ((path, path.read_text(encoding="utf-8")) for path in paths)
    return sum(len(code(text)) if path.suffix == ".py" else plain(text) for path, text in texts)


def main() -> None:
    """Print the table."""
    sandbox, cli, specs = OVERLAY / "sandbox", OVERLAY / "cli", ROOT / "specs"
    built = [specs / "labguru.yaml", specs / "labvanced.yaml"]
    overlay = files(OVERLAY, but=(sandbox, cli))
    table = {
        f"overlay (limit {LIMIT:,})": overlay,
        "sandbox": files(sandbox),
        "command line": files(cli),
        "specifications": files(specs, but=built),
        "tools and templates": files(ROOT / "tools", ROOT / "noxfile.py"),
        "tests": files(ROOT / "tests", but=[ROOT / "tests" / "contract" / "cassettes", ROOT / "tests" / "data"]),
        "generated": files(GENERATED),
        "specifications, built": built,
    }
    for name, paths in table.items():
        print(f"{name:28}{count(paths):>9,} lines in {len(paths):>4} files")
    sizes = [size for path in overlay for size in lengths(path.read_text(encoding="utf-8"))]
    print(f"\n{len(sizes)} functions of the overlay: {statistics.median(sizes):g} lines half way, {max(sizes)} at most")
    for most, share in MOST.items():
        fit = 100 * sum(size <= most for size in sizes) / len(sizes)
        print(f"{fit:5.1f} % fit in {most} lines (goal {share} %)")


if __name__ == "__main__":
    main()
