"""One time series of a study: what all sessions have of it, put under each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

import polars as pl

from labclients.errors import LabClientsError, UsageError
from labclients.study.reading import kinds, recordings, schema
from labclients.study.reading.names import SERIES
from labclients.study.reading.recordings import UNKNOWN, Recording, Source
from labclients.study.reading.schema import TIMESERIES, Columns, Schema
from labclients.tables import TypedTable

__all__ = ["gathered"]

_AT_ONCE = 3
"""Sources read at a time. polars works beside Python; of one file it has too little work for several cores."""


def gathered(sources: Sequence[Source], name: str, columns: Sequence[str] | None) -> TypedTable | None:
    """One time series of all sessions, by their numbers; None if no session has it.

    Each part is typed by what is in it as soon as it is read: so text, which takes more room than numbers, is never
    that of all. Where the whole then asks for another type than the part has, it is read again.
    """
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        parts = _counting(part for found in pool.map(partial(_parts, name), sources) for part in found)
    if not parts:
        return None
    common = schema.schema([*{repr(part.columns): part.columns for part in parts}.values()])
    new = _renaming(name, [column for column in common.kinds if column not in SERIES], columns)
    frame = pl.concat([part.frame for part in sorted(_fitted(parts, name, common), key=lambda part: part.session)])
    table = common.table(name, frame)
    return TypedTable(name, frame.rename(new), table.original_columns, table.notes)


class _Part(NamedTuple):
    """What one session has in one source."""

    session: int
    source: Source
    columns: Columns
    frame: pl.DataFrame

    def fitted(self, common: Schema) -> _Part:
        """The same with the columns and types of all."""
        return self._replace(frame=common.fit(self.frame, self.columns.originals))


def _parts(name: str, source: Source, *, typed: bool = True) -> list[_Part]:
    there = (recording for recording in recordings.read(source, name) if name in recording.series)
    return [_part(source, recording, name, typed=typed) for recording in there]


def _part(source: Source, recording: Recording, name: str, *, typed: bool) -> _Part:
    frame, originals = schema.table(recording, f"{TIMESERIES}{name}")
    found, made = kinds.typed_alone(frame)
    return _Part(recording.rec_session_id, source, Columns(found, originals), made if typed else frame)


def _counting(parts: Iterable[_Part]) -> list[_Part]:
    """What two sources have of one session counts where it is found first."""
    owners: dict[int, Source] = {}
    return [
        part for part in parts if part.session == UNKNOWN or owners.setdefault(part.session, part.source) == part.source
    ]


def _fitted(parts: Sequence[_Part], name: str, common: Schema) -> Iterator[_Part]:
    again = dict.fromkeys(part.source for part in parts if not common.fits(part.columns))
    yield from (part.fitted(common) for part in parts if part.source not in again)
    for source in again:
        expected = {part.session: part.columns for part in parts if part.source == source}
        found = [part for part in _parts(name, source, typed=False) if part.session in expected]
        if {part.session: part.columns for part in found} != expected:
            raise LabClientsError(f"{source.label()} has changed while it was read.")
        yield from (part.fitted(common) for part in found)


def _renaming(name: str, values: list[str], columns: Sequence[str] | None) -> dict[str, str]:
    new = values if columns is None else list(columns)
    if len(new) != len(values):
        raise UsageError(f"{name} has {len(values)} columns of values ({', '.join(values)}); {len(new)} were named.")
    taken = [column.casefold() for column in (*SERIES, *new)]
    if clash := [column for column in new if taken.count(column.casefold()) > 1]:
        raise UsageError(f"Two columns cannot have one name: {', '.join(clash)}.")
    return dict(zip(values, new, strict=True))
