"""The fields of one CSV file as a frame of text, exactly as the csv module reads them, and many times as fast.

polars reads a file at once if it is told how wide its widest row is, and is right wherever quotes stand only where they
may. That is made sure of first, from the text outside of quotes, which slices of `split('"')` give; and the rows are
counted after. All else goes the slow way, through the reader of `export`.
"""

from __future__ import annotations

import csv
import re
from itertools import zip_longest
from typing import Any, NamedTuple

import polars as pl

from labclients.labvanced.export import _decode, _delimiter, _records

__all__ = ["Fields", "read", "widest"]

_WIDEST = 256
"""Columns up to which a frame is as wide as the widest row of the file."""


class Fields(NamedTuple):
    """One file: its header, and its records below it."""

    header: tuple[str, ...]
    frame: pl.DataFrame
    """Columns "0", "1", ...; at least as many as the header has; empty fields are null."""
    widths: pl.Series
    """How many fields each record has."""


def read(name: str, data: bytes) -> Fields:
    """Read a file.

    Raises:
        LabClientsError: naming the file and the byte or row, when it cannot be read without loss.
    """
    text = _decode(name, data)
    return _fast(text) or _slow(_records(name, text))


def widest(widths: pl.Series) -> int:
    """The most fields, or none."""
    most: Any = widths.max()
    return int(most or 0)


def _slow(records: list[list[str]]) -> Fields:
    header, *rows = records or [[]]
    # A header with no row below still has its columns.
    columns = [*zip_longest(header, *rows, fillvalue="")]
    cells = {str(n): [cell or None for cell in column[1:]] for n, column in enumerate(columns)}
    frame = pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))
    return Fields(tuple(header), frame, pl.Series([*map(len, rows)], dtype=pl.UInt32))


def _fast(text: str) -> Fields | None:
    """The same, if it is certain to be the same."""
    first, _, below = text.partition("\n")
    if not below or "\r" in text or first.count('"') % 2:
        return None
    delimiter = _delimiter(first)
    try:
        header = next(csv.reader([first], delimiter=delimiter, strict=True), list[str]())
    except csv.Error:
        return None
    data = below.encode()
    widths = _widths(data, delimiter.encode())
    if widths is None or not 1 < (width := max(len(header), widest(widths))) <= _WIDEST:
        return None
    frame = _frame(data, delimiter, width)
    return Fields(tuple(header), frame, widths) if frame is not None and frame.height == len(widths) else None


def _widths(data: bytes, delimiter: bytes) -> pl.Series | None:
    """How many fields each line has, if each line outside of quotes is a record and each quote where it may be."""
    pieces = data.split(b'"')
    outside = b"\0".join(pieces[::2])  # a NUL stands for what was in quotes; two for a quote within
    # The first byte of the pattern is what makes it fast: it looks for that first, and behind only there.
    stray = rb"\0(?:[^%b\n\0]|(?<=[^%b\n\0]\0))" % (delimiter, delimiter)
    if len(pieces) % 2 == 0 or re.search(stray, outside):
        return None
    between = outside.removesuffix(b"\n").translate(None, _ALL.translate(None, delimiter + b"\n"))
    widths = pl.Series([*map(len, between.split(b"\n"))], dtype=pl.UInt32) + 1
    if widths.min() == 1 and (outside.startswith(b"\n") or b"\n\n" in outside):  # a blank line is no record
        return None
    return widths


_ALL = bytes(range(256))


def _frame(data: bytes, delimiter: str, width: int) -> pl.DataFrame | None:
    head = delimiter.join(map(str, range(width))).encode()  # as wide as the widest: polars fills up what is shorter
    try:
        return pl.read_csv(head + b"\n" + data, separator=delimiter, infer_schema=False, null_values="")
    except pl.exceptions.PolarsError:
        return None
