"""One table over many sessions, whose columns differ: what all columns are called, and of what kinds they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import polars as pl

from labclients.study.reading import kinds, names
from labclients.study.reading.kinds import Kinds
from labclients.study.reading.names import Key
from labclients.study.reading.recordings import Recording
from labclients.tables import TypedTable

__all__ = ["TIMESERIES", "Columns", "Schema", "keys", "schema", "table", "tables"]

TIMESERIES = "timeseries/"
"""What the key of a time series begins with; its variable's name follows. The other keys: "sessions", "trials"."""


class Columns(NamedTuple):
    """The columns of one session's table."""

    kinds: Kinds
    originals: dict[str, str]
    """Column -> its name in the file."""


class Schema(NamedTuple):
    """The columns that the tables of all sessions are made to have."""

    kinds: Kinds
    names: dict[Key, str]
    originals: dict[str, str]
    """Column -> its names in the files, joined by " | " where they differ."""

    def in_files(self, columns: Iterable[str]) -> list[str]:
        """The name of each column in the files; an offset, made of the column before it, has that one's."""
        found: list[str] = []
        for column in columns:
            found.append(self.originals.get(column) or found[-1])
        return found

    def table(self, name: str, frame: pl.DataFrame, notes: Iterable[str] = ()) -> TypedTable:
        """A frame that `fit` gave, for users."""
        return TypedTable(name, frame, self.in_files(frame.columns), (*notes, *kinds.notes(self.kinds)))

    def fit(self, frame: pl.DataFrame, originals: dict[str, str]) -> pl.DataFrame:
        """The table of one session with these columns, names and types; text, or typed before if that `fits`."""
        return kinds.typed(frame.rename(names.renaming(originals, self.names)), self.kinds)

    def fits(self, columns: Columns) -> bool:
        """Whether the table of a session loses nothing by having been typed by its own kinds."""
        new = names.renaming(columns.originals, self.names)
        return all(kinds.widens(kind, self.kinds.get(new[column])) for column, kind in columns.kinds.items())


def keys(recording: Recording) -> list[str]:
    """The keys of a session's tables."""
    return [*recording.tables, *(f"{TIMESERIES}{variable}" for variable in recording.series)]


def table(recording: Recording, key: str) -> tuple[pl.DataFrame, dict[str, str]]:
    """One of them: a frame of text, and column -> name in the file."""
    if key in recording.tables:
        return recording.tables[key], recording.originals[key]
    frame, known = recording.series[key.removeprefix(TIMESERIES)], recording.originals["timeseries"]
    return frame, {column: known.get(column, column) for column in frame.columns}


def tables(recording: Recording) -> Iterator[tuple[str, pl.DataFrame, dict[str, str]]]:
    """The tables of a session: key, frame of text, and column -> name in the file."""
    yield from ((key, *table(recording, key)) for key in keys(recording))


def schema(tables: Sequence[Columns]) -> Schema:
    """What is common to the tables of the sessions; the order of these makes no difference."""
    agreed = names.agreed(table.originals for table in tables)
    found: list[Kinds] = []
    originals: defaultdict[str, set[str]] = defaultdict(set)
    for table in tables:
        new = names.renaming(table.originals, agreed)
        found.append({new[column]: kind for column, kind in table.kinds.items()})
        for column, original in table.originals.items():
            originals[new[column]].add(original)
    merged = kinds.merged(found)
    return Schema(merged, agreed, {column: " | ".join(sorted(originals[column])) for column in merged})
