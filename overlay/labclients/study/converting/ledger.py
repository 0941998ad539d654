"""What a conversion was made from: each source, what it holds, and what was written of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias

from labclients.study.converting.profiles import Profile
from labclients.study.reading.recordings import Source
from labclients.study.reading.schema import Columns

__all__ = ["Entry", "Identity", "dumped", "identity", "loaded"]

Identity: TypeAlias = tuple[tuple[str, int, int], ...]
"""What tells whether a source has changed: name, bytes and time of change (ns) of each file."""


class Entry:
    """One source."""

    def __init__(self, identity: Identity, profile: Profile, claims: dict[str, str] | None = None) -> None:
        self.identity = identity
        self.profile = profile
        self.claims = claims or {}
        """Key of a table -> the digest of what was written of it."""


def identity(source: Source, study: Path) -> Identity | None:
    """What the files of a source are now; None if one is gone."""
    try:
        found = [(file, os.stat(file)) for file in source.files]
    except OSError:
        return None
    return tuple((os.path.relpath(file, study), stat.st_size, stat.st_mtime_ns) for file, stat in found)


# As JSON. The columns of most sessions are the same, and are written once.


def dumped(entries: Iterable[Entry]) -> dict[str, Any]:
    """Entries as plain JSON."""
    columns: list[Columns] = []
    numbers: dict[str, int] = {}  # by what they say
    known: dict[int, int] = {}  # by their place in memory: what was loaded is shared

    def number(one: Columns) -> int:
        if id(one) not in known:
            known[id(one)] = numbers.setdefault(repr(one), len(columns))
            if known[id(one)] == len(columns):
                columns.append(one)
        return known[id(one)]

    rows = [_row(entry, number) for entry in entries]
    return {"columns": [one._asdict() for one in columns], "sources": rows}


def _row(entry: Entry, number: Callable[[Columns], int]) -> dict[str, Any]:
    tables = sorted(entry.profile.tables.items())
    return {
        "files": entry.identity,
        "claims": dict(sorted(entry.claims.items())),
        "tables": {key: [[number(columns), sessions] for columns, sessions in parts] for key, parts in tables},
        "problems": entry.profile.problems,
    }


def loaded(data: dict[str, Any]) -> dict[Identity, Entry]:
    """Entries by what their files were."""
    columns = [Columns(**one) for one in data.get("columns", ())]
    return {entry.identity: entry for entry in (_entry(row, columns) for row in data.get("sources", ()))}


def _entry(row: dict[str, Any], columns: list[Columns]) -> Entry:
    files = tuple((name, size, changed) for name, size, changed in row["files"])
    found: dict[str, list[tuple[int, list[int]]]] = row["tables"]
    tables = {key: [(columns[number], sessions) for number, sessions in parts] for key, parts in found.items()}
    problems = [(session, sentence) for session, sentence in row["problems"]]
    return Entry(files, Profile(tables, problems), row["claims"])
