"""All sessions of a study, put under each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from labclients.errors import UsageError
from labclients.labvanced import kinds, recordings, schema
from labclients.labvanced.completeness import Session, Table, completeness
from labclients.labvanced.names import PLACE, SERIES
from labclients.labvanced.recordings import UNKNOWN, Recording, Source
from labclients.labvanced.schema import TIMESERIES, Columns, Schema
from labclients.tables import TypedTable

__all__ = ["Collected"]


class Collected:
    """What the sources of a study hold. They are read once; of time series only what columns they have is kept.

    What two sources have of one session counts where it is found first.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._sessions: dict[tuple[int, int], Session] = {}
        self._owners: dict[tuple[int, str], int] = {}  # session and table -> the source it counts in
        self._columns: defaultdict[str, list[Columns]] = defaultdict(list)
        self._holders: defaultdict[str, set[int]] = defaultdict(set)  # time series -> sources
        unclaimed: list[Recording] = []
        for index, source in enumerate(sources):
            for recording in recordings.read(source):
                if recording.tables or recording.series or recording.problems:
                    self._add(index, recording)
                else:
                    unclaimed.append(recording)
        for recording in unclaimed:  # media in a folder that is named like a session, perhaps by chance
            if session := self._sessions.get((recording.rec_session_id, 0)):
                session.files += recording.files

    @property
    def sessions(self) -> list[Session]:
        """By their numbers; what names none comes first."""
        return [self._sessions[key] for key in sorted(self._sessions)]

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the time series, sorted."""
        found = (key.removeprefix(TIMESERIES) for key in self._holders)
        return tuple(sorted(found, key=lambda name: (name.casefold(), name)))

    def table(self, key: str) -> TypedTable:
        """The sessions or the trials of all, by where a trial stands."""
        if key not in self._columns:
            return TypedTable(key, pl.DataFrame(), ())
        common = schema.schema(self._columns[key])
        frame = pl.concat([common.fit(*one.tables[key]) for one in self.sessions if key in one.tables])
        place = [column for column in PLACE if column in frame.columns]
        notes = dict.fromkeys(note for one in self.sessions for note in one.notes if key == "trials")
        return _table(key, frame.sort(place, nulls_last=True, maintain_order=True), common, notes)

    def timeseries(self, name: str, columns: Sequence[str] | None) -> TypedTable:
        """One time series of all sessions; it is read again, since all of them may be more than memory holds."""
        key = f"{TIMESERIES}{name}"
        if key not in self._holders:
            raise UsageError(f"There is no time series {name!r}; there is: {', '.join(self.variables) or 'none'}.")
        common = schema.schema(self._columns[key])
        new = _renaming(name, [column for column in common.kinds if column not in SERIES], columns)
        parts = sorted(self._series(key, common), key=lambda part: part[:2])
        table = _table(name, pl.concat([frame for _, _, frame in parts]), common)
        return TypedTable(name, table.to_polars().rename(new), table.original_columns, table.notes)

    def completeness(self) -> TypedTable:
        """One row per session."""
        frame = completeness(self.sessions)
        return TypedTable("completeness", frame, frame.columns)

    def _add(self, index: int, recording: Recording) -> None:
        number = recording.rec_session_id
        session = self._sessions.setdefault((number, index if number == UNKNOWN else 0), Session(number))
        left_out: defaultdict[int, list[str]] = defaultdict(list)
        for key, frame, originals in schema.tables(recording):
            if (owner := self._owner(index, number, key)) == index:
                self._add_table(index, session, key, Table(frame, originals))
            else:
                left_out[owner].append(key)
        session.files += recording.files
        session.notes += recording.notes
        session.problems += recording.problems
        for owner, keys in left_out.items():
            here, there = self._sources[index].label(), self._sources[owner].label()
            session.problems.append(f"{', '.join(keys)} in {here} is left out: {there} has it, too.")

    def _add_table(self, index: int, session: Session, key: str, table: Table) -> None:
        if (columns := Columns(kinds.kinds_of(table.frame), table.originals)) not in self._columns[key]:
            self._columns[key].append(columns)
        if key.startswith(TIMESERIES):
            self._holders[key].add(index)
            session.sample = session.sample or table.frame.row(0, named=True)
        else:
            session.tables[key] = table

    def _owner(self, index: int, number: int, key: str) -> int:
        return index if number == UNKNOWN else self._owners.setdefault((number, key), index)

    def _series(self, key: str, common: Schema) -> Iterator[tuple[int, int, pl.DataFrame]]:
        """The parts of one time series: number of the session, of the source, and rows."""
        for index in sorted(self._holders[key]):
            for recording in recordings.read(self._sources[index]):
                number = recording.rec_session_id
                for one, frame, originals in schema.tables(recording):
                    if one == key and self._owner(index, number, key) == index:
                        yield number, index, common.fit(frame, originals)


def _table(name: str, frame: pl.DataFrame, common: Schema, notes: Iterable[str] = ()) -> TypedTable:
    return TypedTable(name, frame, _originals(frame.columns, common), (*notes, *kinds.notes(common.kinds)))


def _originals(columns: Sequence[str], common: Schema) -> list[str]:
    """The name of each column in the files; an offset, which is made of the column before it, has that one's."""
    found: list[str] = []
    for column in columns:
        found.append(common.originals.get(column) or found[-1])
    return found


def _renaming(name: str, values: list[str], columns: Sequence[str] | None) -> dict[str, str]:
    new = values if columns is None else list(columns)
    if len(new) != len(values):
        raise UsageError(f"{name} has {len(values)} columns of values ({', '.join(values)}); {len(new)} were named.")
    taken = [column.casefold() for column in (*SERIES, *new)]
    if clash := [column for column in new if taken.count(column.casefold()) > 1]:
        raise UsageError(f"Two columns cannot have one name: {', '.join(clash)}.")
    return dict(zip(values, new, strict=True))
