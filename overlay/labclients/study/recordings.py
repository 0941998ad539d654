"""Reads the files of a source as text: the tables of each session in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import zip_longest
from typing import Any, NamedTuple

import polars as pl

from labclients.columns import SERIES_COLUMNS, SESSION_COLUMNS, current_names, rename_to_current
from labclients.csv import RaggedFrame, is_series, max_fields, read_frame
from labclients.errors import LabClientsError
from labclients.files import zips
from labclients.study.sources import Source, is_csv, session_id_from_path

__all__ = ["TIMESERIES", "UNKNOWN_SESSION", "Recording", "SessionTable", "read"]

UNKNOWN_SESSION = 0
"""The number of a session that neither a column nor a file name tells."""

TIMESERIES = "timeseries/"
"""The key of a time series is this and its variable; the other keys are "sessions" and "trials"."""

UNNAMED_VARIABLE = "undefined_name"  # as Labvanced itself calls a variable without a name
_NUMBER = re.compile("[0-9]{1,18}")
# Names of columns that no file has, since none may hold a NUL.
_SESSION, _FIELDS = "\0session", "\0fields"


class NotATable(LabClientsError):
    """A file is text, but none of the tables."""


class SessionTable(NamedTuple):
    """One table of one session. All text: each column is ``pl.String``, null for what is empty."""

    key: str
    rows: pl.DataFrame
    """The frame; of a time series all series of its session in the file, from which `frame` takes its own."""
    file_names: dict[str, str]
    """Column -> its name in the file."""
    is_series_of_many: bool = False
    is_secondary: bool = False
    """Whether it was in a file that is first of all another table: then the table itself counts, if there is one."""
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def frame(self) -> pl.DataFrame:
        """The table, with the column names of today, distinct also without case.

        A time series has `SERIES_COLUMNS` and ``value``, or ``value_1``, ``value_2``... if a sample is an array.
        """
        return _one_series(self.rows, self.key.removeprefix(TIMESERIES)) if self.is_series_of_many else self.rows

    def originals(self, frame: pl.DataFrame) -> dict[str, str]:
        """The names in the file of the columns of `frame`."""
        return {column: self.file_names.get(column, column) for column in frame.columns}


class Recording(NamedTuple):
    """What a source holds of one session."""

    rec_session_id: int
    tables: dict[str, SessionTable]
    """By their keys."""
    files: tuple[str, ...]
    """Names of the files, as the source has them."""
    problems: tuple[str, ...]
    """Sentences about what could not be read."""
    notes: tuple[str, ...] = ()
    """Sentences about what is elsewhere than in the file."""


def read(source: Source) -> list[Recording]:
    """The sessions in a source, by their numbers.

    A source without any gives one recording without tables, with the number in its name, or `UNKNOWN_SESSION`. What
    cannot be read is in `Recording.problems`; bad data raise nothing.
    """
    session_in_path = session_id_from_path(str(source.files[0]))
    sessions: defaultdict[int, _Session] = defaultdict(_Session)
    others: list[tuple[str, str]] = []  # files that are no table, and why if they should be one
    files, problem = _list_files(source)
    for name, load in files:
        tables: list[tuple[int, SessionTable]] = []
        reason = ""
        if is_csv(name):
            try:
                tables = [*_read_tables(name, load(), session_id_from_path(name) or session_in_path)]
            except OSError as error:
                reason = f"{name} cannot be read: {error.strerror}."
            except NotATable as error:
                reason = "" if name.lower().endswith(".txt") else error.message  # notes lie beside data
            except LabClientsError as error:
                reason = str(error)
        for number, table in tables:
            sessions[number].add(name, table)
        if not tables:
            others.append((name, reason))
    if not sessions and not problem and _is_zip(source):
        problem = f"{source.label()} holds no table of sessions, trials or time series."
    _add_others(sessions, others, session_in_path)
    if problem:
        sessions[session_in_path or UNKNOWN_SESSION].problems.append(problem)
    return [sessions[number].recording(number) for number in sorted(sessions)]


def _is_zip(source: Source) -> bool:
    return source.files[0].suffix.lower() == ".zip"  # by its name: if it is none, that is said


def _list_files(source: Source) -> tuple[list[tuple[str, Callable[[], bytes]]], str]:
    """Names of the files and functions that read them; and what is wrong with the whole."""
    first = source.files[0]
    if not _is_zip(source):
        root = source.root()
        return [(file.relative_to(root).as_posix(), file.read_bytes) for file in source.files], ""
    try:
        names = zips.names(first)
    except LabClientsError as error:
        return [], str(error)
    return [(name, partial(zips.read, first, name)) for name in names if not name.endswith("/")], ""


def _add_others(sessions: defaultdict[int, _Session], others: list[tuple[str, str]], session: int | None) -> None:
    """Name the files that are no table with the session in their path; else with all sessions of the source."""
    numbers = sorted(sessions) or [session or UNKNOWN_SESSION]
    for name, reason in others:
        number = session_id_from_path(name)
        for owner in numbers if number is None else [number]:
            sessions[owner].files.append(name)
            sessions[owner].problems += [reason] if reason else []


class _Session:
    """One session while its source is read."""

    def __init__(self) -> None:
        self.tables: dict[str, SessionTable] = {}
        self.files: list[str] = []
        self.problems: list[str] = []

    def add(self, file: str, table: SessionTable) -> None:
        """Add a table. The first of two counts, but one in a file of its own counts more."""
        if file not in self.files:
            self.files.append(file)
        existing = self.tables.get(table.key)
        if existing is None or (existing.is_secondary and not table.is_secondary):
            self.tables[table.key] = table
        elif existing.is_secondary or not table.is_secondary:
            name = table.key.replace("/", " ", 1)
            self.problems.append(f"{name} in {file} is left out: another file has it, too.")

    def recording(self, number: int) -> Recording:
        """All that was added."""
        tables = self.tables.values()
        problems = dict.fromkeys([*self.problems, *(problem for table in tables for problem in table.problems)])
        notes = (note for table in tables for note in table.notes)
        return Recording(number, self.tables, tuple(self.files), tuple(problems), tuple(notes))


# From a file to the tables of its sessions. Which table it is, its columns tell: exports made by hand have any name.


def _read_tables(name: str, data: bytes, session: int | None) -> Iterator[tuple[int, SessionTable]]:
    """The tables in a file, each with the number of its session.

    Args:
        name: Its name, for messages.
        data: Its bytes.
        session: The session in its path, for rows that name none.

    Raises:
        NotATable: It is none of the tables.
        LabClientsError: It cannot be read without loss.
    """
    file = read_frame(name, data)
    if is_series(file.header):
        yield from _series_tables(name, file, session)
        return
    names = current_names(file.header)
    if not {"Trial_Nr", "Rec_Session_Id"} & {*names}:
        raise NotATable(f"{name} is left out: it is no table of sessions, trials or time series.")
    if file.frame.width > len(file.header):
        row: Any = file.field_counts.arg_max()
        fields = f"{file.field_counts[row]} fields, the header has {len(file.header)}"
        raise LabClientsError(f"{name}: row {row + 1} has {fields}.")
    frame = rename_to_current(file.frame, file.header)
    file_names = dict(zip(names, file.header, strict=True))
    for number, rows in _split_by_session(frame, session):
        if "Trial_Nr" in names:
            yield from ((number, table) for table in _trials_tables(rows, file_names))
        else:
            problems = (f"{name} has {rows.height} rows for this session.",) if rows.height > 1 else ()
            yield number, SessionTable("sessions", rows, file_names, problems=problems)


def _split_by_session(frame: pl.DataFrame, session: int | None) -> Iterator[tuple[int, pl.DataFrame]]:
    """The rows of each session. Rows without a number belong to the only session of the file, or of its path."""
    if "Rec_Session_Id" not in frame.columns:
        frame = frame.with_columns(Rec_Session_Id=pl.lit(None, pl.String))
    written = frame["Rec_Session_Id"].unique().to_list()
    numbers = {text: int(text) for text in written if text and _NUMBER.fullmatch(text)}
    only = session or (next(iter(numbers.values())) if len(set(numbers.values())) == 1 else UNKNOWN_SESSION)
    session_of = {text: numbers.get(text, only) for text in written}
    if not frame.height:
        session_of = {None: only} if only else {}
    filled = pl.col("Rec_Session_Id").fill_null(pl.lit(str(only) if only else None, pl.String))
    if len(set(session_of.values())) <= 1:
        yield from ((number, frame.with_columns(filled)) for number in set(session_of.values()))
        return
    number = pl.col("Rec_Session_Id").replace_strict(session_of, default=only, return_dtype=pl.Int64).alias(_SESSION)
    parts = frame.with_columns(number, filled).partition_by(_SESSION, as_dict=True, include_key=False)
    yield from ((number, rows) for (number,), rows in parts.items())


# Trials


def _trials_tables(trials: pl.DataFrame, file_names: dict[str, str]) -> Iterator[SessionTable]:
    """The trials of one session, the columns that they repeat of their session, and time series in cells."""
    repeated: list[str] = []
    if "Exp_Subject_Id" in trials.columns:
        constant = [name for name in trials.columns if name in SESSION_COLUMNS and trials[name].n_unique() <= 1]
        repeated = ["Rec_Session_Id", *constant]
        row = trials.select(repeated).unique(maintain_order=True)
        yield SessionTable("sessions", row, file_names, is_secondary=True)
    rest = trials.drop(name for name in repeated if name != "Rec_Session_Id")
    notes: list[str] = []
    for name in _columns_with_series(rest):
        yield SessionTable(TIMESERIES + name, _series_in_cells(trials, name), file_names, is_secondary=True)
        rest = rest.with_columns(pl.when(~_is_series_cell(name)).then(pl.col(name)))
        notes.append(f"{name} of the trials holds time series: see timeseries({name!r}).")
        if rest[name].null_count() == rest.height:
            rest = rest.drop(name)
    yield SessionTable("trials", rest, file_names, notes=tuple(notes))


# Before 2023 a whole series could be in one cell of the trials: times=1;2;3---values=;746.02,270.34;...
_SERIES_CELL = re.compile(r'"?times=(.*?)(?:---values=(.*?))?"?', re.DOTALL)


def _is_series_cell(column: str) -> pl.Expr:
    return pl.col(column).str.contains('^"?times=')


def _columns_with_series(trials: pl.DataFrame) -> list[str]:
    variables = [name for name in trials.columns if name not in SERIES_COLUMNS]
    has_series = trials.select(_is_series_cell(name).any().alias(name) for name in variables)
    return [column.name for column in has_series if column.any()]


def _series_in_cells(trials: pl.DataFrame, name: str) -> pl.DataFrame:
    """The series in the cells of a column, one row per sample."""
    rows = trials.filter(_is_series_cell(name))
    cells = [_samples(cell) for cell in rows[name]]
    width = max(len(components) for samples in cells for _, components in samples)
    values = [f"value_{n}" for n in range(1, width + 1)] if width > 1 else ["value"]
    lists = {"timestamp": [[time or None for time, _ in samples] for samples in cells]}
    for n, value in enumerate(values):
        lists[value] = [[(parts[n : n + 1] or [""])[0] or None for _, parts in samples] for samples in cells]
    samples = pl.DataFrame(lists, schema=dict.fromkeys(lists, pl.List(pl.String)))
    fixed = rows.select(_fixed_columns(rows)).drop("timestamp")
    return pl.concat([fixed, samples], how="horizontal").explode(*lists).select(*SERIES_COLUMNS, *values)


def _samples(cell: str) -> list[tuple[str, list[str]]]:
    """Time and components of each sample in a cell; the shorter of the two lists is filled up."""
    match = _SERIES_CELL.fullmatch(cell)
    times, values = ((match[1] or "").split(";"), (match[2] or "").split(";")) if match else ([""], [""])
    return [(time, value.split(",")) for time, value in zip_longest(times, values, fillvalue="")]


# Time series


def _series_tables(name: str, file: RaggedFrame, session: int | None) -> Iterator[tuple[int, SessionTable]]:
    columns = current_names(file.header, series=True)
    last = len(columns) - 1
    values = [f"value_{n}" for n in range(1, file.frame.width - last + 1)]
    frame = file.frame.rename(dict(zip(file.frame.columns, (*columns[:last], *values), strict=True)))
    frame = frame.with_columns(file.field_counts.cast(pl.Int64).alias(_FIELDS) - last)
    file_names = dict(zip(columns, file.header, strict=True)) | dict.fromkeys(values, file.header[-1])
    more = [column for column in columns[:last] if column not in (*SERIES_COLUMNS, "variable_name")]
    sentence = f"{name} has columns that time series do not have; they are left out: {', '.join(more)}."
    problems = (sentence,) if more else ()
    for number, rows in _split_by_session(frame, session):
        for variable in rows["variable_name"].fill_null(UNNAMED_VARIABLE).unique(maintain_order=True):
            yield number, SessionTable(TIMESERIES + variable, rows, file_names, True, problems=problems)


def _one_series(rows: pl.DataFrame, variable: str) -> pl.DataFrame:
    """The samples of one variable, with as many values as the widest of them has."""
    name = pl.col("variable_name")
    samples = rows.filter((name == variable) | name.is_null() if variable == UNNAMED_VARIABLE else name == variable)
    values = [f"value_{n}" for n in range(1, max(1, max_fields(samples[_FIELDS])) + 1)]
    series = samples.select(*_fixed_columns(samples), *values)
    return series if len(values) > 1 else series.rename({"value_1": "value"})


def _fixed_columns(frame: pl.DataFrame) -> list[pl.Expr]:
    return [pl.col(name) if name in frame.columns else pl.lit(None, pl.String).alias(name) for name in SERIES_COLUMNS]
