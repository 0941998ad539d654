"""What each source of a study holds, in short, and what of it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

import polars as pl

from labclients.study.reading.kinds import kinds_of, typed
from labclients.study.reading.names import PLACE
from labclients.study.reading.recordings import UNKNOWN, Source, read
from labclients.study.reading.schema import Columns, Schema, schema, tables

__all__ = ["Owned", "Profile", "empty", "fitted", "owned", "profile", "schemas"]


class Profile(NamedTuple):
    """What a source holds: plain data, small."""

    tables: dict[str, list[tuple[Columns, list[int]]]]
    """Key of the table -> its columns, and the sessions that have these; several where sessions differ."""
    problems: list[tuple[int, str]]
    """Session and sentence."""

    def sessions(self) -> set[int]:
        """The sessions that the source has a table of."""
        return {session for parts in self.tables.values() for _, sessions in parts for session in sessions}


def profile(source: Source) -> Profile:
    """Read a source for what it holds."""
    found: defaultdict[str, dict[str, tuple[Columns, list[int]]]] = defaultdict(dict)
    problems: list[tuple[int, str]] = []
    for recording in read(source):
        problems += ((recording.rec_session_id, problem) for problem in recording.problems)
        for key, frame, originals in tables(recording):
            columns = Columns(kinds_of(frame), originals)
            found[key].setdefault(repr(columns), (columns, []))[1].append(recording.rec_session_id)
    return Profile({key: [*parts.values()] for key, parts in found.items()}, problems)


Owned: TypeAlias = dict[str, list[int]]
"""Key of a table -> the sessions that are taken from a source."""


def owned(profiles: Iterable[Profile]) -> list[Owned]:
    """What is taken from each source: of two that have the same table of a session, the first gives it."""
    taken: set[tuple[str, int]] = set()
    found: list[Owned] = []
    for one in profiles:
        there = [(key, session) for key, parts in one.tables.items() for _, many in parts for session in sorted(many)]
        own: defaultdict[str, list[int]] = defaultdict(list)
        for key, session in there:
            if session == UNKNOWN or (key, session) not in taken:
                own[key].append(session)
        taken.update(there)
        found.append(dict(own))
    return found


def schemas(profiles: Iterable[Profile], own: Iterable[Owned]) -> dict[str, Schema]:
    """The tables of a study by their keys, in order."""
    found: defaultdict[str, dict[str, Columns]] = defaultdict(dict)  # most are equal: each counts once
    for one, mine in zip(profiles, own, strict=True):
        for key in mine:
            parts = (columns for columns, sessions in one.tables[key] if not set(sessions).isdisjoint(mine[key]))
            found[key] |= {repr(columns): columns for columns in parts}
    return {key: schema([*found[key].values()]) for key in sorted(found)}


def fitted(key: str, common: Schema, frame: pl.DataFrame, originals: dict[str, str]) -> pl.DataFrame:
    """One session's table as the study's has it, rows of trials in their order."""
    found = common.fit(frame, originals)
    place = [column for column in PLACE if column in found.columns and key == "trials"]
    return found.sort(place, nulls_last=True, maintain_order=True) if place else found


def empty(common: Schema) -> pl.DataFrame:
    """The columns and types of a study's table, without rows."""
    return typed(pl.DataFrame(schema=dict.fromkeys(common.kinds, pl.String)), common.kinds)
