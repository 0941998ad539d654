"""One participant's export: a ZIP of CSV files (see `labclients.csv`)."""

from __future__ import annotations

import weakref
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from labclients.csv import decode, is_series, records
from labclients.errors import LabClientsError
from labclients.files import zips
from labclients.tables import Table

if TYPE_CHECKING:
    from labclients.files.zips import Source

__all__ = ["Export", "parse_csv"]


class Export:
    """The files of one recording session, read from their ZIP when asked for.

    Rows of tables hold text; ``to_arrow()`` and ``to_pandas()`` give the types that a `Study` has. Bytes and file
    objects belong to the export: it closes the file when it is no longer used. One thread reads an export at a time.

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
        return tuple(name for name in zips.names(self._source) if not name.endswith("/"))

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
        return zips.read(self._source, self._find(name))

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
        return zips.unpack(self._source, target, overwrite=overwrite)

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
    header, *rows = records(name, decode(name, data)) or [[]]
    return Table(name, header, rows, ragged=is_series(header))
