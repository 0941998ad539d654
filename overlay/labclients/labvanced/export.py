"""One participant's export: a ZIP of CSV files in Labvanced's dialect.

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
import weakref
from collections.abc import Generator
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from labclients.errors import LabClientsError
from labclients.files import archives
from labclients.tables import Table

if TYPE_CHECKING:
    from labclients.files.archives import Source

__all__ = ["Export", "parse_csv"]


class Export:
    """The files of one recording session, read from their ZIP when asked for.

    Tables hold text, nothing is guessed. Bytes and file objects belong to the export: it closes the file when it is no
    longer used. One thread reads an export at a time.

    Args:
        source: Path of the ZIP, its bytes, or a seekable binary file.
        experiment_id: Labvanced's number of the study.
        rec_session_id: Labvanced's number of the recording session.

    Raises, when it is read:
        ArchiveError: the ZIP is damaged or encrypted.
        LabClientsError: a file is missing, or is not the text it should be.
    """

    def __init__(self, source: bytes | Source, *, experiment_id: int, rec_session_id: int) -> None:
        self.experiment_id = experiment_id
        self.rec_session_id = rec_session_id
        self._source: Source = BytesIO(source) if isinstance(source, bytes) else source
        if not isinstance(self._source, Path):
            weakref.finalize(self, self._source.close)

    def __repr__(self) -> str:
        return f"Export(experiment_id={self.experiment_id}, rec_session_id={self.rec_session_id})"

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The files in the ZIP, named as sent: ``("sessions.csv", "trials.csv")``."""
        return tuple(name for name in archives.names(self._source) if not name.endswith("/"))

    @cached_property
    def sessions(self) -> Table:
        """``sessions.csv``: one row about the session; its columns are those that were recorded in it."""
        return self.table("sessions.csv")

    @cached_property
    def trials(self) -> Table:
        """``trials.csv``: one row per trial; its columns are the study's variables."""
        return self.table("trials.csv")

    @cached_property
    def timeseries(self) -> Table:
        """``timeseries.csv``: one row per sample; ``value`` is a str, or a tuple of str where it is an array."""
        return self.table("timeseries.csv")

    def table(self, name: str) -> Table:
        """A CSV file by its name: in any folder of the ZIP and in any case, or by its whole path as in ``names``."""
        return parse_csv(name, self.read(name))

    def read(self, name: str) -> bytes:
        """The bytes of a file, found like ``table`` finds it."""
        return archives.read(self._source, self._find(name))

    def save(self, directory: str | Path, *, overwrite: bool = False) -> list[Path]:
        """Unpack into ``directory/Session_<id>/`` (all files or none) and return the paths of the files.

        Raises:
            ArchiveError: the ZIP is damaged, encrypted or hostile.
            UsageError: a file exists already (without ``overwrite``), or the directory cannot be written.
            LabClientsError: the disk is full or fails.
        """
        folder = f"Session_{self.rec_session_id}"
        # Exports made by hand already stand in such a folder inside their ZIP.
        nested = {name.partition("/")[0] for name in self.names} == {folder}
        target = Path(directory) if nested else Path(directory, folder)
        return archives.unpack(self._source, target, overwrite=overwrite)

    def _find(self, name: str) -> str:
        if self.names.count(name) == 1:
            return name
        found = [sent for sent in self.names if _base(sent) == name.casefold()]
        if len(found) == 1:
            return found[0]
        there = ", ".join(found or self.names) or "nothing"
        raise LabClientsError(f"{self!r} has {'more than one' if found else 'no'} {name}; there is: {there}.")


def _base(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].casefold()


def parse_csv(name: str, data: bytes) -> Table:
    """Read one of Labvanced's CSV files (sessions, trials, time series; both generations of the format) as text.

    The separator is that which makes most of the first row (comma, semicolon, tab); the encoding is UTF-8, or what
    the byte order mark says. A file is taken for a time series, whose rows may run on, when it has a column
    ``variable_name`` and ends in ``value`` (from 2023 on) or ``values`` (before).

    Raises:
        LabClientsError: naming the file and the byte or row, when something cannot be read without loss.
    """
    header, *records = _records(name, _decode(name, data)) or [[]]
    known = [column.casefold() for column in header]
    ragged = "variable_name" in known and known[-1] in ("value", "values")
    return Table(name, header, records, ragged=ragged)


_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"", "utf-8"))


def _decode(name: str, data: bytes) -> str:
    mark, encoding = next(known for known in _MARKS if data.startswith(known[0]))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        _refuse(name, f"byte {len(mark) + error.start} is no {encoding.upper()} text", error)
    if (at := text.find("\0")) >= 0:  # the csv module would keep it, and what reads the table next would cut there
        _refuse(name, f"line {text.count(chr(10), 0, at) + 1} holds a NUL byte")
    return text


def _records(name: str, text: str) -> list[list[str]]:
    import csv  # not at the top: `import labclients` has a budget

    with _fields_up_to(len(text)):
        # Lines end at "\n" alone: a carriage return inside a field must not become a row.
        reader = csv.reader(StringIO(text, newline="\n"), delimiter=_delimiter(text), strict=True)
        try:
            return [record for record in reader if record]
        except csv.Error as error:
            _refuse(name, f"the row that ends in line {reader.line_num} is no CSV ({error})", error)


def _delimiter(text: str) -> str:
    import csv

    def width(delimiter: str) -> int:
        try:
            return len(next(csv.reader(StringIO(text, newline="\n"), delimiter=delimiter, strict=True), ()))
        except csv.Error:
            return 0

    return max(",;\t", key=width)  # the first of the widest


_limit = threading.Lock()


@contextmanager
def _fields_up_to(size: int) -> Generator[None]:
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
