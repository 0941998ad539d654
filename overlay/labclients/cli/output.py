"""What all commands print with: tables, JSON, notes and errors on standard error, a progress line."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from itertools import chain, islice
from typing import Any

from labclients._json import as_list, as_object

GAP = "  "
MEASURED_ROWS = 100  # the widths of the columns are found from the first rows, so that a long list can begin
UNLIMITED = 1 << 30
_SHELL_WORDS = (
    (r"overwrite=True", "--overwrite"),
    (r"\bbase_url=?", "--base-url"),
    (r" F\.unchecked\(.*?\) sends it all the same\.", ""),
    (r"\bF\.(?=\w)", ""),
)
_UNBROKEN: Mapping[str, Any] = {"break_long_words": False, "break_on_hyphens": False}  # names and URLs stay whole
_LINE_BREAKS = re.compile(r"[\t\r\n\v\f]+")  # blanks stay: Labguru's names of collections may hold two


# ---- on standard error


def note(text: str) -> None:
    """Print a line on standard error."""
    print(text, file=sys.stderr)


def error(message: str, subject: str = "") -> None:
    """Print an error of the library, in the words of the command line; `subject` is what failed, if it is one of many.

    The library speaks Python: where it says `overwrite=True`, users of the command line type --overwrite.
    """
    for python, shell in _SHELL_WORDS:
        message = re.sub(python, shell, message)
    note(f"labclients: {f'{subject}: ' if subject else ''}{message}")


class Progress:
    """One line on standard error that is replaced; nothing where that is no terminal."""

    def __init__(self) -> None:
        self._visible = sys.stderr.isatty()

    def show(self, text: str) -> None:
        """Replace the line."""
        if self._visible:
            text = _cut(text, shutil.get_terminal_size().columns - 1)
            print(f"\r{text}\x1b[K", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Remove the line, before other output."""
        self.show("")


# ---- for programs


def print_json(value: Any, *, indent: int | None = 2) -> None:
    """Print a JSON document; without `indent`, on one line."""
    ascii_only = not (sys.stdout.encoding or "").lower().startswith("utf")  # escapes are the same JSON
    print(json.dumps(value, ensure_ascii=ascii_only, indent=indent))


def print_rows(args: argparse.Namespace, rows: Iterable[Any]) -> bool:
    """Print rows in the format that --json or --jsonl asks for; whether one of them was used."""
    if args.json:
        print_json([*rows])
    elif args.jsonl:
        for row in rows:
            print_json(row, indent=None)
    return bool(args.json or args.jsonl)


class Results:
    """Prints a result as soon as it is there: as text, or for programs as --json or --jsonl asks."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._args = args
        self._rows: list[Any] = []

    def add(self, row: Any, text: str) -> None:
        """Print one result; with --json, keep it for `end`."""
        self._rows.append(row)
        if self._args.jsonl:
            print_json(row, indent=None)
        elif not self._args.json:
            print(text)
        sys.stdout.flush()

    def end(self) -> None:
        """Print the array of all results, with --json."""
        if self._args.json:
            print_json(self._rows)


# ---- for people


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, indent: str = "", wrap_last: bool = False
) -> None:
    """Print aligned columns that fit the terminal; in a file or a pipe, nothing is cut.

    Args:
        columns: Names of the columns.
        rows: Their values.
        indent: What each line begins with.
        wrap_last: Whether the last column takes as many lines as it needs.
    """
    for line in table_lines(columns, rows, terminal_width() - len(indent), wrap_last=wrap_last):
        print(f"{indent}{line}")


def table_lines(
    columns: Sequence[str], rows: Iterable[Sequence[object]], width: int, *, wrap_last: bool = False
) -> Iterator[str]:
    """The lines of a table, each at most `width` wide; columns of numbers are aligned to the right."""
    rows = iter(rows)
    first = list(islice(rows, MEASURED_ROWS))
    numeric = [all(_is_number(row[index]) for row in first) for index in range(len(columns))]
    texts = [[cell(value) for value in row] for row in first]
    widths = _shrink([max(map(_width, column)) for column in zip(columns, *texts, strict=True)], width)
    later = ([cell(value) for value in row] for row in rows)
    for *cells, last in chain([columns, ["-" * size for size in widths]], texts, later):
        for text in (textwrap.wrap(last, widths[-1], **_UNBROKEN) or [""]) if wrap_last else [last]:
            yield _cut(GAP.join(map(_fit, [*cells, text], widths, numeric)), width).rstrip()
            cells = [""] * len(cells)


def print_pairs(pairs: Iterable[tuple[str, object]], *, indent: str = "") -> None:
    """Print names and values, the values aligned."""
    texts = [(name, cell(value)) for name, value in pairs]
    width = max((_width(name) for name, _ in texts), default=0)
    for name, text in texts:
        print(_cut(f"{indent}{_fit(name, width)}{GAP}{text}", terminal_width()).rstrip())


def print_paragraph(label: str, text: str) -> None:
    """Print a text beside its label, on as many lines as it needs."""
    width = max(terminal_width(), len(label) + 20)
    lines = textwrap.wrap(text, width, initial_indent=label, subsequent_indent=" " * len(label), **_UNBROKEN)
    print("\n".join(lines) or label.rstrip(), flush=True)


def cell(value: object) -> str:
    """A value on one line: of a record its name, of a list its values or their number."""
    record, values = as_object(value), as_list(value)
    if record is not None:
        name = next((record[key] for key in ("name", "title", "id") if record.get(key) not in (None, "")), None)
        return cell(name) if name is not None else "{…}" if record else ""
    if values is not None:
        plain = all(isinstance(item, str | int | float) for item in values)
        return ", ".join(map(cell, values)) if plain else count(len(values), "item")
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    # What a server sends must not steer the terminal.
    text = _LINE_BREAKS.sub(" ", str(value).strip())
    return "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))


def count(number: int, noun: str) -> str:
    """``1 session``, ``24 sessions``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def counts(groups: Mapping[str, Sized]) -> str:
    """``24 added, 3 failed``: how many sessions each group has, without empty ones."""
    return ", ".join(f"{len(sessions)} {name}" for name, sessions in groups.items() if sessions) or "no sessions"


def file_size(size: int) -> str:
    """A number of bytes, for people."""
    amount = float(size)
    for unit in ("bytes", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"


def ask_hidden(prompt: str) -> str:
    """Ask at the terminal for a secret; Ctrl-D gives the empty text."""
    import getpass

    try:
        return getpass.getpass(prompt)
    except EOFError:
        return ""


def terminal_width() -> int:
    """Columns of the terminal, or the variable COLUMNS; for a file no limit."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal():
        return shutil.get_terminal_size().columns
    return UNLIMITED


def _is_number(value: object) -> bool:
    return value in (None, "") or (isinstance(value, int | float) and not isinstance(value, bool))


def _shrink(widths: list[int], width: int) -> list[int]:
    """Narrow the widest columns until all fit."""
    available = width - len(GAP) * (len(widths) - 1)
    limit = max(widths, default=0)
    while limit > 3 and sum(min(size, limit) for size in widths) > available:
        limit -= 1
    return [min(size, limit) for size in widths]


def _fit(text: str, width: int, right: bool = False) -> str:
    text = _cut(text, width)
    padding = " " * (width - _width(text))
    return padding + text if right else text + padding


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    while text and _width(text) > width - 1:
        text = text[: min(len(text) - 1, width - 1)]
    return f"{text}…"


def _width(text: str) -> int:
    """Columns on a terminal: letters of East Asia take two, combining accents none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)
