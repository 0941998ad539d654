"""What a sandboxed Labguru holds: tables of records, a clock that never waits, and numbers that come out the same."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeAlias, overload

Record: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[str, ...]
"""A table: the family, and the values of its scope: ``("biocollections", "Our Primers")``."""

Table: TypeAlias = MutableMapping[int, Record]

START = datetime(2026, 3, 2, 9, 0)  # a Monday; fixed, so that two runs answer the same bytes


class Store:
    """The records of one sandbox."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.random = random.Random(seed)  # noqa: S311 - made-up data, no secrets
        self._uuids = random.Random(seed)  # noqa: S311 - their own, so that one record more changes no other
        self.tables: dict[Key, Table] = {}
        self.files: dict[int, bytes] = {}
        self._now = START
        self._last: dict[str, int] = {}

    def now(self) -> str:
        """The time as Labguru writes it; each call is a minute later."""
        self._now += timedelta(minutes=1)
        return minute(self._now)

    def uuid(self) -> str:
        return str(uuid.UUID(int=self._uuids.getrandbits(128), version=4))

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
                yield from rows(table)

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
        for key, table in sorted(self.tables.items(), key=lambda entry: isinstance(entry[1], Made)):
            for record in rows(table):
                if record.get("uuid") == wanted:
                    return key, table[record["id"]]
        return None


class Made(Table):
    """A table of which only those records exist that somebody took by their id; any other is made when it is seen.

    ``make`` gives the same record for the same id, each time anew: 60,000 rows are 60,000 ids. A record that is taken
    by its id stays, so that it can be changed.
    """

    def __init__(self, make: Callable[[int], Record]) -> None:
        self._make = make
        self._held: dict[int, Record | None] = {}

    def add(self, numbers: Iterable[int]) -> None:
        """There are records of these ids now."""
        self._held.update(dict.fromkeys(numbers))

    def look(self, number: int) -> Record:
        """A record to read; a change of it is lost."""
        return self._held[number] or self._make(number)

    def __getitem__(self, number: int) -> Record:
        record = self._held[number] = self.look(number)
        return record

    def __setitem__(self, number: int, record: Record) -> None:
        self._held[number] = record

    def __delitem__(self, number: int) -> None:
        del self._held[number]

    def __contains__(self, number: object) -> bool:
        return number in self._held

    def __iter__(self) -> Iterator[int]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


class Rows(Sequence[Record]):
    """Records of a table, to read."""

    def __init__(self, table: Table, numbers: Iterable[int]) -> None:
        self._numbers = list(numbers)
        self._table = table
        self._look = table.look if isinstance(table, Made) else table.__getitem__

    @overload
    def __getitem__(self, place: int) -> Record: ...
    @overload
    def __getitem__(self, place: slice) -> list[Record]: ...
    def __getitem__(self, place: int | slice) -> Record | list[Record]:
        if isinstance(place, slice):
            return [self._look(number) for number in self._numbers[place]]
        return self._look(self._numbers[place])

    def __iter__(self) -> Iterator[Record]:
        return map(self._look, self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def at(self, places: Iterable[int]) -> Rows:
        """Those at these places, in their order; none is made for it."""
        return Rows(self._table, [self._numbers[place] for place in places])


def rows(table: Table) -> Rows:
    """All records of a table, to read."""
    return Rows(table, table)


def grouped(records: Iterable[Record], key: str) -> dict[Any, list[Record]]:
    """Records by the value of one key, in their order."""
    groups: dict[Any, list[Record]] = {}
    for record in records:
        groups.setdefault(record.get(key), []).append(record)
    return groups


def minute(moment: datetime) -> str:
    """A time as Labguru writes it: local, no zone, no seconds."""
    return moment.isoformat(" ", "minutes")
