"""A study converted to CSV: one regular file for each table, with a file beside it that says of what types it is.

::

    trials.csv               all sessions, by their numbers
    trials.columns.csv       its columns: name, type, letter for R's readr, name in Labvanced's files, meaning
    timeseries_gaze_data.csv ...

UTF-8, commas, lines end in "\\n", quotes as RFC 4180 has them. Nothing stands for null, true and false for booleans,
``2024-07-26T13:01:24.685Z`` for times in UTC; numbers are written so that they are read back the same.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import polars as pl

from labclients.errors import LabClientsError
from labclients.files.atomic import atomic_write
from labclients.labvanced.dialect import fields_up_to
from labclients.study.converting import partitions
from labclients.study.converting.conversions import Conversion, Directory, Place, settled, study_name, working
from labclients.study.converting.ledger import Entry, identity
from labclients.study.converting.meanings import meanings
from labclients.study.converting.profiles import Owned, empty, fitted, owned, schemas
from labclients.study.converting.survey import survey
from labclients.study.reading.recordings import Source, read
from labclients.study.reading.schema import Schema, tables

__all__ = ["forget_in", "to_csv"]


def to_csv(study: Path, directory: Path) -> Conversion:
    """Convert; see `Study.to_csv`."""
    with working(Path(os.path.abspath(directory)), "csv", study_name(study)) as place:
        place.save()  # it is ours before anything is in it
        return settled(study, lambda: _Run(study, place).done())


class _Run:
    """One attempt."""

    def __init__(self, study: Path, place: Directory) -> None:
        self._study = study
        self._place = place

    def done(self) -> Conversion | None:
        """Convert; None if the files of the study changed meanwhile."""
        found = survey(self._study, Place(self._place.path, "csv"))
        if found is None:
            return None
        profiles = [entry.profile for _, entry in found]
        own = owned(profiles)
        common = schemas(profiles, own)
        stems = _stems(common)
        before = self._claim(stems.values())
        try:
            self._write(
                found, own, {key: _File(self._place.path / f"{stems[key]}.csv", key, common[key]) for key in stems}
            )
        except _ChangedError:
            return None
        for key, schema in common.items():
            _describe(self._place.path / f"{stems[key]}.columns.csv", schema)
        self._drop(before, stems.values())
        sessions = sorted({session for one in profiles for session in one.sessions()})
        return Conversion(sessions, [], [], sorted(problem for one in profiles for problem in one.problems))

    def _claim(self, stems: Iterable[str]) -> set[str]:
        """Note which files are ours, before they are there."""
        before = {*self._place.facts.get("tables", ())}
        self._place.facts["tables"] = sorted({*before, *stems})
        self._place.save()
        return before

    def _drop(self, before: set[str], stems: Iterable[str]) -> None:
        """Remove the files of tables that the study does not have any more."""
        for stem in before.difference(stems):
            for name in (f"{stem}.csv", f"{stem}.columns.csv"):
                partitions.remove(self._place.path / name)
        self._place.facts["tables"] = sorted(stems)
        self._place.save()

    def _write(self, found: list[tuple[Source, Entry]], own: list[Owned], files: dict[str, _File]) -> None:
        """All files at once, session by session; each appears when all are whole."""
        recordings = lru_cache(maxsize=1)(read)  # a source may hold many sessions
        order = sorted(
            {(session, index) for index, mine in enumerate(own) for many in mine.values() for session in many}
        )
        with ExitStack() as stack:
            for file in files.values():
                file.begin(stack)
            for session, index in order:
                for recording in recordings(found[index][0]):
                    mine = (table for table in tables(recording) if session in own[index].get(table[0], ()))
                    for key, frame, originals in mine if recording.rec_session_id == session else ():
                        files[key].add(frame, originals)
            if any(identity(source, self._study) != entry.identity for source, entry in found):
                raise _ChangedError


class _ChangedError(Exception):
    """A source has changed since it was looked through."""


class _File:
    """One table on its way."""

    def __init__(self, path: Path, key: str, schema: Schema) -> None:
        self._path = path
        self._key = key
        self._schema = schema
        self._types = empty(schema).schema
        self._file: BinaryIO | None = None

    def begin(self, stack: ExitStack) -> None:
        """Open it, and write the header."""
        self._file = stack.enter_context(atomic_write(self._path, overwrite=True))
        self._write(empty(self._schema), header=True)

    def add(self, frame: pl.DataFrame, originals: dict[str, str]) -> None:
        """Add the rows of a session."""
        rows = fitted(self._key, self._schema, frame, originals)
        if rows.schema != self._types:
            raise _ChangedError
        self._write(rows)

    def _write(self, rows: pl.DataFrame, *, header: bool = False) -> None:
        assert self._file is not None  # noqa: S101 - for type checkers: it was begun
        rows.with_columns(_written(rows)).write_csv(self._file, include_header=header)


def _written(rows: pl.DataFrame) -> list[pl.Expr]:
    """Times as text; polars writes all else as it should be."""
    form = "%Y-%m-%dT%H:%M:%S%.3f"
    times = {name: kind for name, kind in rows.schema.items() if isinstance(kind, pl.Datetime)}
    return [pl.col(name).dt.strftime(form + ("Z" if kind.time_zone else "")) for name, kind in times.items()]


def _stems(keys: Collection[str]) -> dict[str, str]:
    return {key: folder.replace("/", "_") for key, folder in partitions.folders(keys).items()}


# The file of types: what Arrow calls them, and what R's readr does; its integers end at 2^31, before our times and ids

_TYPES = {
    "Int64": ("int64", "d"),
    "Float64": ("double", "d"),
    "Boolean": ("bool", "l"),
    "String": ("string", "c"),
    "Datetime(time_unit='ms', time_zone='UTC')": ("timestamp[ms, tz=UTC]", "T"),
    "Datetime(time_unit='ms', time_zone=None)": ("timestamp[ms]", "T"),
}


def _describe(path: Path, schema: Schema) -> None:
    types = [_TYPES[str(kind)] for kind in empty(schema).dtypes]
    columns = empty(schema).columns
    arrow = [kind for kind, _ in types]
    table = {
        "column": columns,
        "type": arrow,
        "readr": [letter for _, letter in types],
        "original": schema.in_files(columns),
        "meaning": [sentence or None for sentence in meanings(columns, arrow)],
    }
    with atomic_write(path, overwrite=True) as file:
        pl.DataFrame(table, schema=dict.fromkeys(table, pl.String)).write_csv(file)


# Rows of sessions that are to be forgotten


def forget_in(directory: Path, sessions: Collection[int], *, dry_run: bool) -> list[Path]:
    """Write the tables anew without these sessions; which tables had them.

    Raises:
        UsageError, LabClientsError: the directory cannot be reached, is in use, or was changed by hand.
    """
    numbers = {str(session) for session in sessions}
    with working(directory, "csv") as place:
        paths = [directory / f"{stem}.csv" for stem in place.facts.get("tables", ())]
        return [path for path in paths if path.is_file() and _forget_in(path, numbers, dry_run)]


def _forget_in(path: Path, sessions: Collection[str], dry_run: bool) -> bool:
    try:
        with path.open(encoding="utf-8", newline="") as file, fields_up_to(path.stat().st_size):
            has = any(row[at] in sessions for row, at in _rows(file))
            file.seek(0)
            if has and not dry_run:
                with atomic_write(path, overwrite=True) as target:
                    target.writelines(_line(row) for row, at in _rows(file) if row[at] not in sessions)
            return has
    except (csv.Error, ValueError, IndexError) as error:
        raise LabClientsError(f"{path} is not as it was converted.") from error


def _rows(file: Iterable[str]) -> Iterator[tuple[list[str], int]]:
    """Each record, the header too, and where in it the number of the session stands."""
    at = None
    for row in csv.reader(file, strict=True):
        at = row.index("Rec_Session_Id") if at is None else at
        yield row, at


def _line(row: list[str]) -> bytes:
    # Before Python 3.13 csv's own writer leaves a carriage return without quotes.
    cells = ('"{}"'.format(cell.replace('"', '""')) if set(cell) & {*',"\r\n'} else cell for cell in row)
    return f"{','.join(cells)}\n".encode()
