"""What a sandboxed Labguru holds: tables of records, a clock that never waits, and numbers that come out the same."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[str, ...]
"""A table: the family, and the values of its scope: ``("biocollections", "Our Primers")``."""

START = datetime(2026, 3, 2, 9, 0)  # a Monday; fixed, so that two runs answer the same bytes


class Store:
    """The records of one sandbox."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - made-up data, no secrets
        self.tables: dict[Key, dict[int, Record]] = {}
        self.files: dict[int, bytes] = {}
        self._now = START
        self._last: dict[str, int] = {}

    def now(self) -> str:
        """The time as Labguru writes it; each call is a minute later."""
        self._now += timedelta(minutes=1)
        return minute(self._now)

    def uuid(self) -> str:
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def next_id(self, family: str) -> int:
        """Ids are counted per family, over all its tables, and never used twice."""
        self._last[family] = self._last.get(family, 0) + 1
        return self._last[family]

    def start_ids(self, family: str, first: int) -> None:
        self._last[family] = first - 1

    def put(self, key: Key, record: Record) -> Record:
        self.tables.setdefault(key, {})[record["id"]] = record
        return record

    def all(self, family: str) -> Iterator[Record]:
        """The records of all tables of a family."""
        for key, table in self.tables.items():
            if key[0] == family:
                yield from table.values()

    def find(self, family: str, number: Any) -> Record | None:
        """A record of a family by its id, whatever its table."""
        return self.locate(family, number)[1]

    def locate(self, family: str, number: Any) -> tuple[Key, Record | None]:
        """The table that holds a record of a family, and the record."""
        for key, table in self.tables.items():
            if key[0] == family and number in table:
                return key, table[number]
        return (family,), None

    def by_uuid(self, wanted: str) -> tuple[Key, Record] | None:
        for key, table in self.tables.items():
            for record in table.values():
                if record.get("uuid") == wanted:
                    return key, record
        return None


def grouped(records: Iterable[Record], key: str) -> dict[Any, list[Record]]:
    """Records by the value of one key, in their order."""
    groups: dict[Any, list[Record]] = {}
    for record in records:
        groups.setdefault(record.get(key), []).append(record)
    return groups


def minute(moment: datetime) -> str:
    """A time as Labguru writes it: local, no zone, no seconds."""
    return moment.isoformat(" ", "minutes")
