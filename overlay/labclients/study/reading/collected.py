"""All sessions of a study, put under each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import polars as pl

from labclients.study.reading import kinds, recordings, schema
from labclients.study.reading.completeness import Session, Table, completeness
from labclients.study.reading.names import PLACE
from labclients.study.reading.recordings import UNKNOWN, Recording, Source
from labclients.study.reading.schema import TIMESERIES, Columns
from labclients.tables import TypedTable

__all__ = ["Collected"]


class Collected:
    """What the sources of a study hold. They are read once; of time series only their names are kept.

    What two sources have of one session counts where it is found first.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._sessions: dict[tuple[int, int], Session] = {}
        self._owners: dict[tuple[int, str], int] = {}  # session and table -> the source it counts in
        self._columns: defaultdict[str, list[Columns]] = defaultdict(list)
        self._variables: set[str] = set()
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
        return tuple(sorted(self._variables, key=lambda name: (name.casefold(), name)))

    def table(self, key: str) -> TypedTable:
        """The sessions or the trials of all, by where a trial stands."""
        if key not in self._columns:
            return TypedTable(key, pl.DataFrame(), ())
        common = schema.schema(self._columns[key])
        frame = pl.concat([common.fit(*one.tables[key]) for one in self.sessions if key in one.tables])
        place = [column for column in PLACE if column in frame.columns]
        notes = dict.fromkeys(note for one in self.sessions for note in one.notes if key == "trials")
        return common.table(key, frame.sort(place, nulls_last=True, maintain_order=True), notes)

    def completeness(self) -> TypedTable:
        """One row per session."""
        frame = completeness(self.sessions)
        return TypedTable("completeness", frame, frame.columns)

    def _add(self, index: int, recording: Recording) -> None:
        number = recording.rec_session_id
        session = self._sessions.setdefault((number, index if number == UNKNOWN else 0), Session(number))
        left_out: defaultdict[int, list[str]] = defaultdict(list)
        for key in schema.keys(recording):
            if (owner := self._owner(index, number, key)) != index:
                left_out[owner].append(key)
            elif key.startswith(TIMESERIES):
                self._variables.add(key.removeprefix(TIMESERIES))
                session.sample = session.sample or schema.table(recording, key)[0].row(0, named=True)
            else:
                self._add_table(session, key, Table(*schema.table(recording, key)))
        session.files += recording.files
        session.notes += recording.notes
        session.problems += recording.problems
        for owner, keys in left_out.items():
            here, there = self._sources[index].label(), self._sources[owner].label()
            session.problems.append(f"{', '.join(keys)} in {here} is left out: {there} has it, too.")

    def _add_table(self, session: Session, key: str, table: Table) -> None:
        if (columns := Columns(kinds.kinds_of(table.frame), table.originals)) not in self._columns[key]:
            self._columns[key].append(columns)
        session.tables[key] = table

    def _owner(self, index: int, number: int, key: str) -> int:
        return index if number == UNKNOWN else self._owners.setdefault((number, key), index)
