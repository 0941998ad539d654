"""What people read: tables that fit the terminal, progress that leaves no trace, JSON for programs."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from labclients._json import as_list, as_object

GAP = "  "
MEASURED = 100  # rows that are waited for to find the widths of the columns
ENDLESS = 1 << 30
_WORDS = (
    (r"overwrite=True", "--overwrite"),
    (r"\bbase_url=?", "--base-url"),
    (r" F\.unchecked\(.*?\) sends it all the same\.", ""),
    (r"\bF\.(?=\w)", ""),
)
_WHOLE: Mapping[str, Any] = {"break_long_words": False, "break_on_hyphens": False}  # what is copied stays whole
_BREAKS = re.compile(r"[\t\r\n\v\f]+")  # blanks stay: Labguru's names of collections may hold two


def note(text: str) -> None:
    """Say something beside the output."""
    print(text, file=sys.stderr)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, indent: str = "", wrapped: bool = False) -> None:
    """Print aligned columns, as wide as the terminal at most; into a file or a pipe, nothing is cut.

    Args:
        columns: Their names.
        rows: Their values.
        indent: What every line begins with.
        wrapped: Whether the last column takes as many lines as it needs.
    """
    for line in lines(columns, rows, room() - len(indent), wrapped=wrapped):
        print(f"{indent}{line}")


def paragraph(head: str, text: str) -> None:
    """Print words that follow a head, on as many lines as they need, all beside it."""
    wide = max(room(), len(head) + 20)
    wrapped = textwrap.wrap(text, wide, initial_indent=head, subsequent_indent=" " * len(head), **_WHOLE)
    print("\n".join(wrapped) or head.rstrip(), flush=True)


def lines(
    columns: Sequence[str], rows: Iterable[Sequence[object]], wide: int, *, wrapped: bool = False
) -> Iterator[str]:
    """The lines of a table; later rows are fitted to the widths of the first ones, so that a long list can begin."""
    rows = iter(rows)
    first = list(islice(rows, MEASURED))
    right = [_numeric(row[index] for row in first) for index in range(len(columns))]
    texts = [[cell(value) for value in row] for row in first]
    widths = _shrunk([max(map(_width, column)) for column in zip(columns, *texts, strict=True)], wide)
    ruler = ["-" * width for width in widths]
    whole = chain([columns, ruler], texts, ([cell(value) for value in row] for row in rows))
    for row in chain.from_iterable(_wrapped(row, widths[-1]) for row in whole) if wrapped else whole:
        cells = (_fit(text, width, to_the_right) for text, width, to_the_right in zip(row, widths, right, strict=True))
        yield _cut(GAP.join(cells), wide).rstrip()


def pairs(items: Iterable[tuple[str, object]], *, indent: str = "") -> None:
    """Print names and values, the values aligned."""
    texts = [(name, cell(value)) for name, value in items]
    names = max((_width(name) for name, _ in texts), default=0)
    for name, text in texts:
        print(_cut(f"{indent}{_fit(name, names)}{GAP}{text}", room()).rstrip())


def cell(value: object) -> str:
    """A value on one line: of a referenced record its name, of a list its values or how many they are."""
    record, values = as_object(value), as_list(value)
    if record is not None:
        name = next((record[key] for key in ("name", "title", "id") if record.get(key) not in (None, "")), None)
        return cell(name) if name is not None else "{…}" if record else ""
    if values is not None:
        plain = all(isinstance(one, str | int | float) for one in values)
        return ", ".join(map(cell, values)) if plain else f"{len(values)} item{'s' * (len(values) > 1)}"
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    # What a server sends must not steer the terminal.
    return "".join(c for c in _BREAKS.sub(" ", str(value).strip()) if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def for_programs(args: argparse.Namespace, rows: Iterable[Any]) -> bool:
    """Print rows as --json or --jsonl asks; whether one of them was given."""
    if args.json:
        document([*rows])
    elif args.jsonl:
        for row in rows:
            line(row)
    return bool(args.json or args.jsonl)


class Outcomes:
    """Rows of what is done, told while it is done: in words, or as JSON for programs."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._args = args
        self._rows: list[Any] = []

    def tell(self, row: Any, words: str) -> None:
        """One more."""
        self._rows.append(row)
        if self._args.jsonl:
            line(row)
        elif not self._args.json:
            print(words)
        sys.stdout.flush()

    def end(self) -> None:
        """There are no more."""
        if self._args.json:
            document(self._rows)


def document(value: Any) -> None:
    """Print one JSON document."""
    print(_json(value, indent=2))


def line(value: Any) -> None:
    """Print JSON on one line."""
    print(_json(value))


def spoken(text: str) -> str:
    """A sentence of the library, which speaks Python, in the words of the command line."""
    for python, shell in _WORDS:
        text = re.sub(python, shell, text)
    return text


def hidden(prompt: str) -> str:
    """Ask at the terminal for what nobody else is to see; Ctrl-D gives the empty text."""
    import getpass

    try:
        return getpass.getpass(prompt)
    except EOFError:
        return ""


def size(count: int) -> str:
    """A number of bytes, for people."""
    amount = float(count)
    for unit in ("bytes", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"


def counted(number: int, noun: str) -> str:
    """``1 session``, ``24 sessions``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def room() -> int:
    """Columns of the terminal, or of COLUMNS; a file has no end."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal():
        return shutil.get_terminal_size().columns
    return ENDLESS


class Progress:
    """One line on standard error that is written over; nothing where that is no terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def show(self, text: str) -> None:
        """Replace the line."""
        if self._shown:
            wide = shutil.get_terminal_size().columns - 1
            print(f"\r{_cut(text, wide)}\x1b[K", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Make way for other output."""
        self.show("")


def _json(value: Any, indent: int | None = None) -> str:
    ascii_only = not (sys.stdout.encoding or "").lower().startswith("utf")  # escapes are the same JSON
    return json.dumps(value, ensure_ascii=ascii_only, indent=indent)


def _numeric(values: Iterable[object]) -> bool:
    found = [value for value in values if value is not None and value != ""]
    return bool(found) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in found)


def _shrunk(widths: list[int], wide: int) -> list[int]:
    """The widths, the widest cut until all fit."""
    left = wide - len(GAP) * (len(widths) - 1)
    most = max(widths, default=0)
    while most > 3 and sum(min(width, most) for width in widths) > left:
        most -= 1
    return [min(width, most) for width in widths]


def _wrapped(row: Sequence[str], width: int) -> Iterator[Sequence[str]]:
    """The lines of a row whose last cell is wrapped."""
    first, *more = textwrap.wrap(row[-1], width, **_WHOLE) or [""]
    yield [*row[:-1], first]
    for text in more:
        yield [*[""] * (len(row) - 1), text]


def _fit(text: str, width: int, right: bool = False) -> str:
    text = _cut(text, width)
    blank = " " * (width - _width(text))
    return blank + text if right else text + blank


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    while text and _width(text) > width - 1:
        text = text[: min(len(text) - 1, width - 1)]
    return f"{text}…"


def _width(text: str) -> int:
    """Columns on a terminal: letters of East Asia take two, accents that stand alone none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)
