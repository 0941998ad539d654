"""Converts a study to CSV: one regular file for each table, with a file beside it that tells the types of its columns.

::

    trials.csv               all sessions, by their numbers
    trials.columns.csv       its columns: name, type, letter for R's readr, name in Labvanced's files, meaning
    timeseries_gaze_data.csv ...

UTF-8, commas, lines end in "\\n", quotes as in RFC 4180. Nothing stands for null, true and false for booleans,
``2024-07-26T13:01:24.685Z`` for times in UTC; numbers are written so that they are read back the same.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import polars as pl

from labclients.csv import raised_field_limit
from labclients.errors import LabClientsError
from labclients.files.atomic import atomic_write
from labclients.study.combine import Schema, conform_session
from labclients.study.output import (
    Conversion,
    Output,
    TakenTables,
    column_descriptions,
    dataset_folders,
    open_output,
    register_output,
    remove_file,
    retry_while_changing,
    scan,
    schemas_of,
    study_name,
    taken_tables,
)
from labclients.study.recordings import read
from labclients.study.sources import Source, find_sources, fingerprint

__all__ = ["forget_in_csv", "to_csv"]


def to_csv(study: Path, directory: Path) -> Conversion:
    """Convert; see `Study.to_csv`."""
    with open_output(Path(os.path.abspath(directory)), "csv", study_name(study)) as output:
        output.save()  # it is ours before anything is in it
        return retry_while_changing(study, lambda: _convert(study, output))


def _convert(study: Path, output: Output) -> Conversion | None:
    """One attempt; None if a source changed meanwhile."""
    sources = find_sources(study)
    register_output(sources, output.path, "csv")
    before = [fingerprint(source, study) for source in sources]
    contents = [scan(source) for source in sources]
    taken = taken_tables(contents)
    schemas = schemas_of(contents, taken)
    stems = {key: folder.replace("/", "_") for key, folder in dataset_folders(schemas).items()}
    old_stems = {*output.state.get("tables", ())}
    _save_stems(output, {*old_stems, *stems.values()})  # the files are ours before they exist
    try:
        with ExitStack() as stack:  # each file appears when all are whole
            paths = {key: output.path / f"{stem}.csv" for key, stem in stems.items()}
            files = {key: stack.enter_context(atomic_write(path, overwrite=True)) for key, path in paths.items()}
            _write_tables(sources, taken, schemas, files)
            if [fingerprint(source, study) for source in sources] != before:
                raise SourceChanged
    except SourceChanged:
        return None
    for key, schema in schemas.items():
        _write_columns(output.path / f"{stems[key]}.columns.csv", schema)
    for stem in old_stems.difference(stems.values()):
        for name in (f"{stem}.csv", f"{stem}.columns.csv"):
            remove_file(output.path / name)
    _save_stems(output, stems.values())
    sessions = sorted({session for content in contents for session in content.sessions()})
    return Conversion(sessions, [], [], sorted(problem for content in contents for problem in content.problems))


class SourceChanged(Exception):
    """A source has changed since it was scanned."""


def _save_stems(output: Output, stems: Iterable[str]) -> None:
    output.state["tables"] = sorted(stems)
    output.save()


def _write_tables(
    sources: list[Source], taken: list[TakenTables], schemas: dict[str, Schema], files: dict[str, BinaryIO]
) -> None:
    """Write all tables at once, session by session."""
    empty = {key: schema.empty() for key, schema in schemas.items()}
    for key, file in files.items():
        file.write(_as_csv(empty[key], header=True))
    recordings = lru_cache(maxsize=1)(read)  # a source may hold many sessions
    numbers = {(n, index) for index, tables in enumerate(taken) for sessions in tables.values() for n in sessions}
    for number, index in sorted(numbers):
        for recording in recordings(sources[index]):
            for key, table in recording.tables.items() if recording.rec_session_id == number else ():
                if number in taken[index].get(key, ()):
                    frame = table.frame()
                    rows = conform_session(key, schemas[key], frame, table.originals(frame))
                    if rows.schema != empty[key].schema:
                        raise SourceChanged
                    files[key].write(_as_csv(rows))


def _as_csv(rows: pl.DataFrame, *, header: bool = False) -> bytes:
    """Rows as CSV; times as text, polars writes all else as it should be."""
    form = "%Y-%m-%dT%H:%M:%S%.3f"
    times = [(name, dtype) for name, dtype in rows.schema.items() if isinstance(dtype, pl.Datetime)]
    texts = [pl.col(name).dt.strftime(form + ("Z" if dtype.time_zone else "")) for name, dtype in times]
    buffer = BytesIO()
    rows.with_columns(texts).write_csv(buffer, include_header=header)
    return buffer.getvalue()


# The types of the columns, as Arrow calls them, and as R's readr does: its integers end at 2^31, before times and ids.

_TYPES = {
    "Int64": ("int64", "d"),
    "Float64": ("double", "d"),
    "Boolean": ("bool", "l"),
    "String": ("string", "c"),
    "Datetime(time_unit='ms', time_zone='UTC')": ("timestamp[ms, tz=UTC]", "T"),
    "Datetime(time_unit='ms', time_zone=None)": ("timestamp[ms]", "T"),
}


def _write_columns(path: Path, schema: Schema) -> None:
    columns = schema.empty().columns
    types = [_TYPES[str(dtype)] for dtype in schema.empty().dtypes]
    arrow_types = [arrow_type for arrow_type, _ in types]
    table = {
        "column": columns,
        "type": arrow_types,
        "readr": [letter for _, letter in types],
        "original": schema.names_in_files(columns),
        "meaning": [sentence or None for sentence in column_descriptions(columns, arrow_types)],
    }
    with atomic_write(path, overwrite=True) as file:
        file.write(_as_csv(pl.DataFrame(table, schema=dict.fromkeys(table, pl.String)), header=True))


# Erasure


def forget_in_csv(directory: Path, sessions: Collection[int], *, dry_run: bool) -> list[Path]:
    """Write the tables anew without the rows of sessions; return the paths of those that had any.

    Raises:
        UsageError, LabClientsError: The directory cannot be reached, is in use, or was changed by hand.
    """
    numbers = {str(session) for session in sessions}
    with open_output(directory, "csv") as output:
        paths = [directory / f"{stem}.csv" for stem in output.state.get("tables", ())]
        return [path for path in paths if path.is_file() and _forget_rows(path, numbers, dry_run)]


def _forget_rows(path: Path, sessions: Collection[str], dry_run: bool) -> bool:
    """Drop the rows of sessions from a file; return whether it had any."""
    try:
        with path.open(encoding="utf-8", newline="") as file, raised_field_limit(path.stat().st_size):
            has_rows = any(session in sessions for _, session in _rows(file))
            file.seek(0)
            if has_rows and not dry_run:
                with atomic_write(path, overwrite=True) as target:
                    target.writelines(_line(row) for row, session in _rows(file) if session not in sessions)
            return has_rows
    except (csv.Error, ValueError, IndexError) as error:
        raise LabClientsError(f"{path} is not as it was converted.") from error


def _rows(file: Iterable[str]) -> Iterator[tuple[list[str], str]]:
    """Each record, the header first, with the number of its session."""
    column = None
    for row in csv.reader(file, strict=True):
        column = row.index("Rec_Session_Id") if column is None else column
        yield row, row[column]


def _line(row: list[str]) -> bytes:
    # Before Python 3.13 csv's own writer leaves a carriage return without quotes.
    cells = ('"{}"'.format(cell.replace('"', '""')) if set(cell) & {*',"\r\n'} else cell for cell in row)
    return f"{','.join(cells)}\n".encode()
