"""The fields of one CSV file as a frame of text, exactly as the csv module reads them, and many times as fast.

polars reads a file at once if it is told how wide its widest row is, and is right wherever quotes stand only where they
may. That is made sure of first, from the text outside of quotes, which slices of `split('"')` give; and the rows are
counted after. All else goes the slow way, through the reader of `dialect`.
"""

from __future__ import annotations

import csv
import io
import re
from itertools import zip_longest
from typing import Any, NamedTuple

import polars as pl

from labclients.labvanced.dialect import decode, delimiter_of, is_series, records

__all__ = ["Fields", "read", "widest"]

_WIDEST = 256
"""Columns up to which a frame is as wide as the widest row of the file."""


class Fields(NamedTuple):
    """One file: its header, and its records below it."""

    header: tuple[str, ...]
    frame: pl.DataFrame
    """Columns "0", "1", ...; at least as many as the header has; empty fields are null."""
    widths: pl.Series
    """How many fields each record has; one of less than the header may count as one of as many."""


def read(name: str, data: bytes, having: str = "") -> Fields:
    """Read a file.

    Args:
        name: Its name, for messages.
        data: Its bytes.
        having: A text. Of a file of time series records without it may be left out, since that is soon seen.

    Raises:
        LabClientsError: naming the file and the byte or row, when it cannot be read without loss.
    """
    if having and (picked := _picked(data, having)):
        return picked
    text = decode(name, data)
    return _fast(text) or _slow(records(name, text))


def widest(widths: pl.Series) -> int:
    """The most fields, or none."""
    most: Any = widths.max()
    return int(most or 0)


def _slow(found: list[list[str]]) -> Fields:
    header, *rows = found or [[]]
    # A header with no row below still has its columns.
    columns = [*zip_longest(header, *rows, fillvalue="")]
    cells = {str(n): [cell or None for cell in column[1:]] for n, column in enumerate(columns)}
    frame = pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))
    return Fields(tuple(header), frame, pl.Series([*map(len, rows)], dtype=pl.UInt32))


def _fast(text: str) -> Fields | None:
    """The same, if it is certain to be the same."""
    if not (top := _top(text)):
        return None
    header, delimiter, begin = top
    data = text.encode()[len(text[:begin].encode()) :]
    widths = _widths(data, delimiter.encode())
    if widths is None or not 1 < (width := max(len(header), widest(widths))) <= _WIDEST:
        return None
    frame = _frame(data, delimiter, width)
    return Fields(tuple(header), frame, widths) if frame is not None and frame.height == len(widths) else None


def _top(text: str) -> tuple[list[str], str, int] | None:
    """Header, delimiter, and where the records begin, if the header is surely the first line."""
    end = text.find("\n") + 1
    if not 0 < end < len(text) or "\r" in text or text.count('"', 0, end) % 2:
        return None
    delimiter = delimiter_of(text[:end])
    try:
        return next(csv.reader([text[:end]], delimiter=delimiter, strict=True), list[str]()), delimiter, end
    except csv.Error:
        return None


# Of a file of time series those records that hold a text: lines are soon read, and few need a look


def _picked(data: bytes, having: str) -> Fields | None:
    """The records with a text, if each line is certainly a record."""
    first = data[: data.find(b"\n") + 1]
    # A quote in a field is written as two.
    if '"' in having or not first.isascii() or not (top := _top(f"{first.decode()}.")) or not is_series(top[0]):
        return None
    header, delimiter, _ = top
    lines = _lines(data)
    if lines is None or _counted(lines.filter(lines.str.contains('"', literal=True)), delimiter) is None:
        return None
    picked = lines.filter(lines.str.contains(having, literal=True))
    return _of_lines(picked, header, delimiter) if len(picked) else None


def _of_lines(lines: pl.Series, header: list[str], delimiter: str) -> Fields | None:
    """Of records that are lines, if the last cell that is not empty tells how wide they are."""
    ends = _counted(lines.filter(lines.str.ends_with(delimiter) | lines.str.ends_with('"')), delimiter)
    first = _counted(lines.head(_FIRST), delimiter)
    if ends is None or first is None or widest(ends) > len(header):
        return None
    width = max(len(header), widest(first))
    data = io.BytesIO()
    lines.to_frame().write_csv(data, include_header=False, quote_style="never")
    frame = _frame(data.getvalue(), delimiter, width)  # none if a record is wider
    if frame is None or frame.height != len(lines):
        return None
    cells = (pl.when(pl.col(str(n)).is_not_null()).then(n + 1) for n in range(len(header), width))
    least = pl.repeat(len(header), len(lines))
    return Fields(tuple(header), frame, frame.select(pl.max_horizontal(least, *cells).cast(pl.UInt32)).to_series())


_FIRST = 100  # lines that show how wide all are


def _counted(lines: pl.Series, delimiter: str) -> pl.Series | None:
    """How many fields each line has, if each is a record."""
    widths = _widths("\n".join(lines).encode(), delimiter.encode()) if len(lines) else pl.Series([], dtype=pl.UInt32)
    return widths if widths is not None and len(widths) == len(lines) else None


def _lines(data: bytes) -> pl.Series | None:
    """The lines below the first, if they are all there and none is blank."""
    if b"\0" in data or b"\r" in data:
        return None
    try:
        frame = pl.read_csv(data, separator="\1", quote_char=None, infer_schema=False)
    except pl.exceptions.PolarsError:
        return None
    lines = frame.to_series()
    size = int(lines.str.len_bytes().sum()) + len(lines) + len(lines.name.encode()) + data.endswith(b"\n")
    return lines if size == len(data) and not lines.null_count() else None


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
