"""Labvanced's dialect of CSV: bytes to records, all text.

What is known of the files, from exports published between 2020 and 2025 (the vendor documents little of it: see
https://www.labvanced.com/content/learn/guide/api-access/rest-api/):

- comma separated, UTF-8, RFC 4180 quoting with line breaks inside quotes; saved again by Excel, also semicolons or tabs
  and UTF-16;
- null and the empty text are both written ``""``;
- time series are no rectangle: the components of an array stand one by one behind the last comma of a row, so rows of
  12, 13 or 15 fields stand under a header of 12.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from io import StringIO
from typing import NoReturn

from labclients.errors import LabClientsError

__all__ = ["MARKS", "decode", "delimiter_of", "fields_up_to", "is_series", "records"]

# Byte order mark and encoding.
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"", "utf-8"))


def is_series(header: Sequence[str]) -> bool:
    """Whether a file is one of time series: ``value`` ends its header from 2023 on, ``values`` did before."""
    lower = [column.casefold() for column in header]
    return "variable_name" in lower and lower[-1] in ("value", "values")


def decode(name: str, data: bytes) -> str:
    """The text of a file.

    Raises:
        LabClientsError: naming the file and the byte or line that is none.
    """
    mark, encoding = next(known for known in MARKS if data.startswith(known[0]))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        _refuse(name, f"byte {len(mark) + error.start} is no {encoding.upper()} text", error)
    if (at := text.find("\0")) >= 0:  # the csv module would keep it, and what reads the table next would cut there
        _refuse(name, f"line {text.count(chr(10), 0, at) + 1} holds a NUL byte")
    return text


def records(name: str, text: str) -> list[list[str]]:
    """The fields of each record.

    Raises:
        LabClientsError: naming the file and the line where it is no CSV.
    """
    import csv  # not at the top: `import labclients` has a budget

    with fields_up_to(len(text)):
        # Lines end at "\n" alone: a carriage return inside a field must not become a row.
        reader = csv.reader(StringIO(text, newline="\n"), delimiter=delimiter_of(text), strict=True)
        try:
            return [record for record in reader if record]
        except csv.Error as error:
            _refuse(name, f"the row that ends in line {reader.line_num} is no CSV ({error})", error)


def delimiter_of(text: str) -> str:
    """Comma, semicolon or tab: what makes most of the first row."""
    import csv

    def width(delimiter: str) -> int:
        try:
            return len(next(csv.reader(StringIO(text, newline="\n"), delimiter=delimiter, strict=True), ()))
        except csv.Error:
            return 0

    return max(",;\t", key=width)  # the first of the widest


_limit = threading.Lock()


@contextmanager
def fields_up_to(size: int) -> Generator[None]:
    """Let fields be as long as the file: 131,072 characters, csv's limit, are less than a time series in one cell.

    The limit belongs to the whole process, so it is lifted under a lock and put back.
    """
    import csv

    with _limit:
        before = csv.field_size_limit()
        csv.field_size_limit(max(before, size))
        try:
            yield
        finally:
            csv.field_size_limit(before)


def _refuse(name: str, what: str, cause: Exception | None = None) -> NoReturn:
    raise LabClientsError(f"{name} cannot be read: {what}.") from cause
