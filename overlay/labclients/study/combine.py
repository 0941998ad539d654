"""Many sessions to one table: which source counts, the columns that all have, and the rows below each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple, TypeAlias

import polars as pl

from labclients.columns import (
    SERIES_COLUMNS,
    SESSION_COLUMNS,
    TRIAL_KEY,
    ColumnTypes,
    can_widen,
    cast,
    escaped_name,
    infer_and_cast,
    infer_types,
    type_warnings,
    unify,
)
from labclients.csv import distinct
from labclients.errors import LabClientsError, UsageError
from labclients.study.completeness import Session, completeness
from labclients.study.recordings import TIMESERIES, UNKNOWN_SESSION, Recording, read
from labclients.study.sources import Source
from labclients.tables import TypedTable

__all__ = ["Columns", "Schema", "StudyTables", "common_schema", "conform_session", "counting_source", "load_series"]

_LABVANCED_COLUMNS = frozenset((*SERIES_COLUMNS, *SESSION_COLUMNS))
_READERS = 3  # threads: polars works beside Python, and one file is too little work for several cores


def counting_source(sources: dict[tuple[str, int], int], key: str, session: int, source: int) -> int:
    """Which of the sources that have a table of a session counts: the first.

    Args:
        sources: What earlier calls returned, by table and session; it is updated.
        key: The table.
        session: Its number; tables of an unknown session are all different.
        source: The index of a source that has it. Ask for the sources in order.
    """
    return source if session == UNKNOWN_SESSION else sources.setdefault((key, session), source)


# Columns. One session may have only `preview`, the next one `Preview` and `preview`, which are other columns. So a
# column of the study is known by its name as written and, if a file has that name several times, by its number among
# them. Columns get their names when all are known; the order of the sessions makes no difference.

ColumnKey: TypeAlias = tuple[str, int]
"""A column across sessions: its name, and its number among the columns of this name in one file, from 1."""


class Columns(NamedTuple):
    """The columns of one session's table."""

    types: ColumnTypes
    originals: dict[str, str]
    """Column -> its name in the file."""


class Schema(NamedTuple):
    """The columns that a table of all sessions has."""

    types: ColumnTypes
    names: dict[ColumnKey, str]
    originals: dict[str, str]
    """Column -> its names in the files, joined by " | " if they differ."""

    def conform(self, frame: pl.DataFrame, originals: Mapping[str, str]) -> pl.DataFrame:
        """The table of one session with these columns; it is of text, or cast before to types that `is_lossless`."""
        return cast(frame.rename(_renaming(originals, self.names)), self.types)

    def is_lossless(self, columns: Columns) -> bool:
        """Whether a table that was cast to the types of its own columns can be cast to these without its text."""
        names = _renaming(columns.originals, self.names)
        return all(can_widen(own, self.types.get(names[name])) for name, own in columns.types.items())

    def empty(self) -> pl.DataFrame:
        """The columns without rows."""
        return cast(pl.DataFrame(schema=dict.fromkeys(self.types, pl.String)), self.types)

    def names_in_files(self, columns: Iterable[str]) -> list[str]:
        """The name of each column in the files; an offset, made from the column before it, has that one's."""
        names: list[str] = []
        for column in columns:
            names.append(self.originals.get(column) or names[-1])
        return names

    def table(self, name: str, frame: pl.DataFrame, notes: Iterable[str] = ()) -> TypedTable:
        """A conforming frame as a table for users."""
        return TypedTable(name, frame, self.names_in_files(frame.columns), (*notes, *type_warnings(self.types)))


def common_schema(tables: Sequence[Columns]) -> Schema:
    """The schema for the tables of all sessions; their order makes no difference."""
    names = unify_names(table.originals for table in tables)
    renamed: list[ColumnTypes] = []
    originals: defaultdict[str, set[str]] = defaultdict(set)
    for table in tables:
        new = _renaming(table.originals, names)
        renamed.append({new[column]: column_type for column, column_type in table.types.items()})
        for column, original in table.originals.items():
            originals[new[column]].add(original)
    types = unify(renamed)
    return Schema(types, names, {column: " | ".join(sorted(originals[column])) for column in types})


def unify_names(tables: Iterable[Mapping[str, str]]) -> dict[ColumnKey, str]:
    """One name for each column of all sessions, all distinct, also without case; tables as column -> name in the file.

    Of names equal but for case Labvanced's own come first, then capitals: ``Preview``, ``preview__2``.
    """
    keys = {key for table in tables for key in _column_keys(table).values()}
    ordered = sorted(keys, key=lambda key: (key[0].casefold(), key[0] not in _LABVANCED_COLUMNS, key))
    return dict(zip(ordered, distinct([escaped_name(name) for name, _ in ordered]), strict=True))


def _column_keys(originals: Mapping[str, str]) -> dict[str, ColumnKey]:
    counts: Counter[str] = Counter()
    keys: dict[str, ColumnKey] = {}
    for column, original in originals.items():
        escaped = escaped_name(original)
        is_numbered = re.fullmatch(re.escape(escaped) + r"__[0-9]+", column, re.IGNORECASE)
        name = original if column == escaped or is_numbered else column  # else it has a name of before 2023
        counts[name] += 1
        keys[column] = (name, counts[name])
    return keys


def _renaming(originals: Mapping[str, str], names: Mapping[ColumnKey, str]) -> dict[str, str]:
    return {column: names[key] for column, key in _column_keys(originals).items()}


def conform_session(key: str, schema: Schema, frame: pl.DataFrame, originals: Mapping[str, str]) -> pl.DataFrame:
    """One session's table as the study has it, trials in their order."""
    table = schema.conform(frame, originals)
    return _in_trial_order(table) if key == "trials" else table


def _in_trial_order(frame: pl.DataFrame) -> pl.DataFrame:
    key = [column for column in TRIAL_KEY if column in frame.columns]
    return frame.sort(key, nulls_last=True, maintain_order=True) if key else frame


# All tables but the time series


class StudyTables:
    """The sessions and trials of a study, and the names of its time series; the sources are read once."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._labels = [source.label() for source in sources]
        self._sessions: dict[tuple[int, int], Session] = {}
        self._counting: dict[tuple[str, int], int] = {}
        self._columns: defaultdict[str, list[Columns]] = defaultdict(list)
        self._variables: set[str] = set()
        media: list[Recording] = []  # in a folder that is named like a session, perhaps by chance
        for index, source in enumerate(sources):
            for recording in read(source):
                if recording.tables or recording.problems:
                    self._add(index, recording)
                else:
                    media.append(recording)
        for recording in media:
            if session := self._sessions.get((recording.rec_session_id, 0)):
                session.files += recording.files

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the time series, sorted."""
        return tuple(sorted(self._variables, key=lambda name: (name.casefold(), name)))

    def table(self, key: str) -> TypedTable:
        """The sessions or the trials of all, by session, block, task and trial."""
        if key not in self._columns:
            return TypedTable(key, pl.DataFrame(), ())
        schema = common_schema(self._columns[key])
        sessions = self._in_order()
        frame = pl.concat([schema.conform(*session.tables[key]) for session in sessions if key in session.tables])
        notes = dict.fromkeys(note for session in sessions for note in session.notes if key == "trials")
        return schema.table(key, _in_trial_order(frame), notes)

    def completeness(self) -> TypedTable:
        """One row per session."""
        frame = completeness(self._in_order())
        return TypedTable("completeness", frame, frame.columns)

    def _in_order(self) -> list[Session]:
        return [self._sessions[key] for key in sorted(self._sessions)]

    def _add(self, index: int, recording: Recording) -> None:
        number = recording.rec_session_id
        # Sessions without a number are told apart by their sources.
        session = self._sessions.setdefault((number, index if number == UNKNOWN_SESSION else 0), Session(number))
        left_out: defaultdict[int, list[str]] = defaultdict(list)
        for key, table in recording.tables.items():
            counting = counting_source(self._counting, key, number, index)
            if counting != index:
                left_out[counting].append(key)
            elif key.startswith(TIMESERIES):
                self._variables.add(key.removeprefix(TIMESERIES))
                session.sample = session.sample or table.frame().row(0, named=True)
            else:
                frame = table.frame()
                session.tables[key] = frame, table.originals(frame)
                if (columns := Columns(infer_types(frame), table.originals(frame))) not in self._columns[key]:
                    self._columns[key].append(columns)
        session.files += recording.files
        session.notes += recording.notes
        session.problems += recording.problems
        for counting, keys in left_out.items():
            here, there = self._labels[index], self._labels[counting]
            session.problems.append(f"{', '.join(keys)} in {here} is left out: {there} has it, too.")


# One time series


class _Part(NamedTuple):
    """What one session has of a time series in one source."""

    session: int
    source: int
    columns: Columns
    frame: pl.DataFrame


def load_series(sources: Sequence[Source], variable: str, value_names: Sequence[str] | None) -> TypedTable | None:
    """One time series of all sessions, by their numbers; None if no session has it.

    Each part is cast to its own types as soon as it is read, since text needs more memory than numbers. If all parts
    together need another type than a part has, its source is read again.
    """
    counting: dict[tuple[str, int], int] = {}
    with ThreadPoolExecutor(_READERS) as pool:
        loaded = pool.map(partial(_load_parts, sources, variable), range(len(sources)))
        parts = [
            part
            for source_parts in loaded
            for part in source_parts
            if counting_source(counting, variable, part.session, part.source) == part.source
        ]
    if not parts:
        return None
    schema = common_schema([*{repr(part.columns): part.columns for part in parts}.values()])
    values = [column for column in schema.types if column not in SERIES_COLUMNS]
    renaming = dict(zip(values, _checked_names(variable, values, value_names), strict=True))
    frames = sorted(_conforming_frames(sources, variable, parts, schema), key=lambda pair: pair[0])
    frame = pl.concat([frame for _, frame in frames])
    table = schema.table(variable, frame)
    return TypedTable(variable, frame.rename(renaming), table.original_columns, table.notes)


def _load_parts(sources: Sequence[Source], variable: str, source: int, *, as_text: bool = False) -> list[_Part]:
    parts: list[_Part] = []
    for recording in read(sources[source]):
        if table := recording.tables.get(TIMESERIES + variable):
            frame = table.frame()
            types, typed = infer_and_cast(frame)
            columns = Columns(types, table.originals(frame))
            parts.append(_Part(recording.rec_session_id, source, columns, frame if as_text else typed))
    return parts


def _conforming_frames(
    sources: Sequence[Source], variable: str, parts: Sequence[_Part], schema: Schema
) -> Iterator[tuple[int, pl.DataFrame]]:
    """The frames of all parts with the columns of all, each with its session."""
    again = dict.fromkeys(part.source for part in parts if not schema.is_lossless(part.columns))
    for part in parts:
        if part.source not in again:
            yield part.session, schema.conform(part.frame, part.columns.originals)
    for source in again:
        before = {part.session: part.columns for part in parts if part.source == source}
        texts = [p for p in _load_parts(sources, variable, source, as_text=True) if p.session in before]
        if {part.session: part.columns for part in texts} != before:
            raise LabClientsError(f"{sources[source].label()} has changed while it was read.")
        yield from ((part.session, schema.conform(part.frame, part.columns.originals)) for part in texts)


def _checked_names(variable: str, values: Sequence[str], names: Sequence[str] | None) -> Sequence[str]:
    """The names that a user gives to the columns of values, or those that they have."""
    names = values if names is None else list(names)
    if len(names) != len(values):
        columns = f"{len(values)} columns of values ({', '.join(values)})"
        raise UsageError(f"{variable} has {columns}; {len(names)} were named.")
    folded = [name.casefold() for name in (*SERIES_COLUMNS, *names)]
    if clashes := [name for name in names if folded.count(name.casefold()) > 1]:
        raise UsageError(f"Two columns cannot have one name: {', '.join(clashes)}.")
    return names
