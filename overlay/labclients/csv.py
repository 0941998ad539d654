"""Labvanced's dialect of CSV, read without loss: as records of text, or as a polars frame, many times as fast.

What is known of the files, from exports published between 2020 and 2025 (the vendor documents little of it: see
https://www.labvanced.com/content/learn/guide/api-access/rest-api/):

- comma separated, UTF-8, RFC 4180 quoting with line breaks inside quotes; saved again by Excel, also semicolons or tabs
  and UTF-16;
- null and the empty text are both written ``""``;
- time series are no rectangle: the components of an array stand one by one behind the last comma of a row, so rows of
  12, 13 or 15 fields stand under a header of 12.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from io import StringIO
from itertools import count, zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from labclients.errors import LabClientsError

if TYPE_CHECKING:  # csv and polars are imported when they are first needed: `import labclients` has to be fast
    import polars

__all__ = [
    "RaggedFrame",
    "decode",
    "distinct",
    "is_series",
    "max_fields",
    "raised_field_limit",
    "read_frame",
    "records",
]

# Byte order marks and encodings.
BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"", "utf-8"))
_MAX_COLUMNS = 256  # of a file that is read by polars, whose frame is as wide as the widest record
_ALL_BYTES = bytes(range(256))


def is_series(header: Sequence[str]) -> bool:
    """Whether a file is one of time series: ``value`` ends its header from 2023 on, ``values`` did before."""
    names = [name.casefold() for name in header]
    return "variable_name" in names and names[-1] in ("value", "values")


def decode(name: str, data: bytes) -> str:
    """The text of a file, in UTF-8 or as its byte order mark says.

    Raises:
        LabClientsError: Naming the file and the byte or line that cannot be read.
    """
    bom, encoding = next(pair for pair in BOMS if data.startswith(pair[0]))
    try:
        text = data[len(bom) :].decode(encoding)
    except UnicodeDecodeError as error:
        _refuse(name, f"byte {len(bom) + error.start} is no {encoding.upper()} text", error)
    if (at := text.find("\0")) >= 0:  # the csv module would keep it, and other programs cut the table there
        _refuse(name, f"line {text.count(chr(10), 0, at) + 1} holds a NUL byte")
    return text


def delimiter_of(text: str) -> str:
    """Comma, semicolon or tab: that which divides the first record into most fields."""
    import csv

    def count_fields(delimiter: str) -> int:
        try:
            return len(next(csv.reader(StringIO(text, newline="\n"), delimiter=delimiter, strict=True), ()))
        except csv.Error:
            return 0

    return max(",;\t", key=count_fields)  # the first of the widest


def records(name: str, text: str) -> list[list[str]]:
    """The fields of each record, the header first; blank lines are no records.

    Raises:
        LabClientsError: Naming the file and the line where it is no CSV.
    """
    import csv

    with raised_field_limit(len(text)):
        # Lines end at "\n" alone: a carriage return inside a field must not become a row.
        reader = csv.reader(StringIO(text, newline="\n"), delimiter=delimiter_of(text), strict=True)
        try:
            return [record for record in reader if record]
        except csv.Error as error:
            _refuse(name, f"the row that ends in line {reader.line_num} is no CSV ({error})", error)


_limit_lock = threading.Lock()


@contextmanager
def raised_field_limit(size: int) -> Generator[None]:
    """Let csv read fields of `size` characters; by default 131,072, less than a time series in one cell.

    The limit belongs to the whole process, so it is raised under a lock, and put back.
    """
    import csv

    with _limit_lock:
        before = csv.field_size_limit()
        csv.field_size_limit(max(before, size))
        try:
            yield
        finally:
            csv.field_size_limit(before)


def _refuse(name: str, what: str, cause: Exception | None = None) -> NoReturn:
    raise LabClientsError(f"{name} cannot be read: {what}.") from cause


def distinct(header: Sequence[str]) -> tuple[str, ...]:
    """The names, numbered where one was there before, also if only its case differs (``Preview``, ``preview__2``)."""
    original = {name.casefold() for name in header}
    used: set[str] = set()
    names: list[str] = []
    for name in header:
        if name.casefold() in used:
            # An original "preview__2" further on keeps its name.
            numbered = (f"{name}__{number}" for number in count(2))
            name = next(new for new in numbered if new.casefold() not in used | original)
        used.add(name.casefold())
        names.append(name)
    return tuple(names)


# The same as a frame


class RaggedFrame(NamedTuple):
    """A file whose records may be wider or narrower than its header."""

    header: tuple[str, ...]
    frame: polars.DataFrame
    """The records as text in columns "0", "1", ..., as many as the widest record or the header has; null for empty."""
    field_counts: polars.Series
    """How many fields each record has."""


def read_frame(name: str, data: bytes) -> RaggedFrame:
    """Read a file, exactly as the csv module reads it.

    Args:
        name: Its name, for messages.
        data: Its bytes.

    Raises:
        LabClientsError: Naming the file and the byte or row that cannot be read without loss.
    """
    text = decode(name, data)
    return _read_fast(text) or _read_slow(records(name, text))


def max_fields(field_counts: polars.Series) -> int:
    """The fields of the widest record; 0 without records."""
    widest: Any = field_counts.max()
    return int(widest or 0)


def _read_slow(all_records: list[list[str]]) -> RaggedFrame:
    import polars as pl

    header, *rows = all_records or [[]]
    columns = [*zip_longest(header, *rows, fillvalue="")]  # a header without rows still has its columns
    cells = {str(n): [cell or None for cell in column[1:]] for n, column in enumerate(columns)}
    frame = pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))
    return RaggedFrame(tuple(header), frame, pl.Series([*map(len, rows)], dtype=pl.UInt32))


def _read_fast(text: str) -> RaggedFrame | None:
    """Read by polars, if that is certain to give what the csv module gives; else None.

    polars reads ragged records if the first one is as wide as the widest, and is right if quotes stand only around
    whole fields: both are found out from the text outside of quotes. The number of rows is compared afterwards.
    """
    import polars as pl

    end = text.find("\n") + 1
    if not 0 < end < len(text) or "\r" in text or text.count('"', 0, end) % 2:  # the header must be the first line
        return None
    [header] = records("", text[:end]) or [[]]
    delimiter = delimiter_of(text[:end])
    data = text[end:].encode()
    counts = _field_counts(data, delimiter.encode())
    if counts is None or not 1 < (width := max(len(header), max_fields(counts))) <= _MAX_COLUMNS:
        return None
    top = delimiter.join(map(str, range(width))).encode()
    try:
        frame = pl.read_csv(top + b"\n" + data, separator=delimiter, infer_schema=False, null_values="")
    except pl.exceptions.PolarsError:
        return None
    return RaggedFrame(tuple(header), frame, counts) if frame.height == len(counts) else None


def _field_counts(data: bytes, delimiter: bytes) -> polars.Series | None:
    """The number of fields of each line, if each line outside of quotes is a record; else None."""
    import polars as pl

    parts = data.split(b'"')
    outside = b"\0".join(parts[::2])  # a NUL stands for a quoted text; two for one with a quote in it
    # A quoted text must fill its field. The first byte makes the pattern fast: the rest is looked at only behind it.
    stray = rb"\0(?:[^%b\n\0]|(?<=[^%b\n\0]\0))" % (delimiter, delimiter)
    if len(parts) % 2 == 0 or re.search(stray, outside):
        return None
    delimiters = outside.removesuffix(b"\n").translate(None, _ALL_BYTES.translate(None, delimiter + b"\n"))
    counts = pl.Series([*map(len, delimiters.split(b"\n"))], dtype=pl.UInt32) + 1
    if counts.min() == 1 and (outside.startswith(b"\n") or b"\n\n" in outside):  # a blank line is no record
        return None
    return counts
