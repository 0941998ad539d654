"""Measure the house: `nox -s stats` prints a table with one line for each part, and httpx's figures to compare."""

from __future__ import annotations

import ast
import importlib.metadata
import io
import math
import statistics
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeGuard

from tools.paths import ROOT

OVERLAY = ROOT / "overlay" / "labclients"
ON_TOP = ("study", "transfer", "sandbox", "cli")  # folders that use the client; all else in the overlay is the client
# Words that do not tell what a variable, an argument or a field holds.
FILLERS = {
    *("about", "asked", "came", "every", "found", "given", "held", "kind", "kinds", "known", "made", "many", "mine"),
    *("one", "ones", "own", "piece", "pieces", "place", "places", "said", "taken", "there", "told", "wanted"),
}
COLUMNS = ("part", "files", "lines", "code", "statements", "functions", "median", "p90", "max", "filler")
LEGEND = """
code: lines without blank lines, comments and docstrings. statements: also without docstrings.
median, p90, max: lines of code in the body of a function; half of the functions, 9 of 10, and all have at most so many.
filler: names of variables, arguments and fields that do not tell what they hold, such as "found" or "one"."""
_NO_CODE = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT, tokenize.ENDMARKER}


class Size(NamedTuple):
    """The size of some Python modules: `bodies` has the lines of code of each function's body."""

    files: int
    lines: int
    code: int
    statements: int
    bodies: list[int]
    names: list[str]

    @property
    def filler(self) -> float:
        """The share of filler words among the names, from 0 to 1."""
        return sum(name.strip("_") in FILLERS for name in self.names) / max(1, len(self.names))

    def cells(self) -> list[str]:
        """What the table shows of this part, in the order of COLUMNS."""
        bodies = sorted(self.bodies) or [0]
        lengths = (statistics.median_high(bodies), bodies[math.ceil(0.9 * len(bodies)) - 1], bodies[-1])
        counts = (self.files, self.lines, self.code, self.statements, len(self.bodies), *lengths)
        return [*(f"{count:,}" for count in counts), f"{self.filler:.1%}"]


def measure(sources: Iterable[str]) -> Size:
    """Measure Python modules by their texts."""
    files = lines = code = statements = 0
    bodies: list[int] = []
    names: list[str] = []
    for source in sources:
        tree = ast.parse(source)
        numbers = code_lines(source, tree)
        files += 1
        lines += len(source.splitlines())
        code += len(numbers)
        statements += sum(isinstance(node, ast.stmt) and not is_docstring(node) for node in ast.walk(tree))
        bodies += body_lengths(tree, numbers)
        names += bound_names(tree)
    return Size(files, lines, code, statements, bodies, names)


def code_lines(source: str, tree: ast.Module) -> set[int]:
    """The numbers of the lines that hold code."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    code = [range(token.start[0], token.end[0] + 1) for token in tokens if token.type not in _NO_CODE]
    docstrings = [range(node.lineno, (node.end_lineno or 0) + 1) for node in ast.walk(tree) if is_docstring(node)]
    return set[int]().union(*code).difference(*docstrings)


def is_docstring(node: ast.AST) -> TypeGuard[ast.Expr]:
    """Whether a node is a string that stands alone, as docstrings of modules, classes, functions and fields do."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def body_lengths(tree: ast.Module, code: set[int]) -> Iterator[int]:
    """The lines of code in the body of each function, without its decorators, signature and docstring."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = [statement for statement in node.body if not is_docstring(statement)]
            starts = [part.lineno for first in body[:1] for part in (first, *getattr(first, "decorator_list", ()))]
            yield len(code.intersection(range(min(starts), (node.end_lineno or 0) + 1))) if starts else 0


def bound_names(tree: ast.Module) -> Iterator[str]:
    """The names of variables, arguments and fields, each as often as it is bound; without self, cls and _."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) if name not in ("self", "cls", "_"):
                yield name
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield name


def texts(folder: Path, pattern: str = "*.py", without: Iterable[str] = ()) -> list[str]:
    """The texts of the files in a folder and below it, without those in some of its subfolders."""
    paths = [path for path in sorted(folder.rglob(pattern)) if path.relative_to(folder).parts[0] not in without]
    return [path.read_text(encoding="utf-8") for path in paths]


def table() -> list[list[str]]:
    """The rows of the table: the head, the parts of the house, the installed httpx."""
    parts = {"client": texts(OVERLAY, without=ON_TOP)}
    parts |= {name: texts(OVERLAY / name) for name in ON_TOP}
    parts |= {name: texts(ROOT / name) for name in ("tools", "tests", "generated")}
    rows = [[name, *measure(sources).cells()] for name, sources in parts.items() if sources]

    templates = texts(ROOT / "tools" / "templates", "*.jinja")
    lines = [line for template in templates for line in template.splitlines()]
    counts = (len(templates), len(lines), sum(bool(line.strip()) for line in lines))
    rows.append(["templates", *(f"{count:,}" for count in counts), *[""] * (len(COLUMNS) - 4)])

    httpx = importlib.metadata.distribution("httpx")
    rows.append([f"httpx {httpx.version}", *measure(texts(Path(str(httpx.locate_file("httpx"))))).cells()])
    return [list(COLUMNS), *rows]


def main() -> None:
    """Print the table and what its columns mean."""
    rows = table()
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *cells in rows:
        numbers = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
        print("  ".join([name.ljust(widths[0]), *numbers]).rstrip())
    print(LEGEND)


if __name__ == "__main__":
    main()
