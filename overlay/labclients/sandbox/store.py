"""The tables of a sandboxed Labguru, its clock, and its ids: the same in every run."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from datetime import datetime, timedelta
from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[str, ...]
"""Names a table: the family, and the values of its scope: ``("biocollections", "Our Primers")``."""
Table: TypeAlias = MutableMapping[int, Record]
"""Records by id."""

START = datetime(2026, 3, 2, 9, 0)  # a Monday; fixed, so that two runs answer the same bytes


class Store:
    """The records of one sandbox."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.random = random.Random(seed)  # noqa: S311 - made-up data, no secrets
        self._uuids = random.Random(seed)  # noqa: S311 - their own, so that one record more changes no other
        self.tables: dict[Key, Table] = {}
        self.files: dict[int, bytes] = {}  # the bytes of attachments
        self._now = START
        self._last_ids: dict[str, int] = {}

    def now(self) -> str:
        """The time as Labguru writes it; each call is a minute later."""
        self._now += timedelta(minutes=1)
        return minute(self._now)

    def uuid(self) -> str:
        return str(uuid.UUID(int=self._uuids.getrandbits(128), version=4))

    def next_id(self, family: str) -> int:
        """Ids are counted per family, over all its tables, and never used twice."""
        self._last_ids[family] = self._last_ids.get(family, 0) + 1
        return self._last_ids[family]

    def start_ids(self, family: str, first: int) -> None:
        self._last_ids[family] = first - 1

    def put(self, key: Key, record: Record) -> Record:
        self.tables.setdefault(key, {})[record["id"]] = record
        return record

    def all(self, family: str) -> Iterator[Record]:
        """The records of all tables of a family."""
        for key, table in self.tables.items():
            if key[0] == family:
                yield from Rows(table)

    def where(self, family: str, **values: Any) -> list[Record]:
        """The records of a family that have these values."""
        return [record for record in self.all(family) if all(record.get(key) == values[key] for key in values)]

    def find(self, family: str, number: Any) -> Record | None:
        """A record of a family by its id, in any of its tables."""
        return self.locate(family, number)[1]

    def locate(self, family: str, number: Any) -> tuple[Key, Record | None]:
        """A record of a family, and its table."""
        for key, table in self.tables.items():
            if key[0] == family and number in table:
                return key, table[number]
        return (family,), None

    def by_uuid(self, uuid: object) -> tuple[Key, Record] | None:
        for key, table in sorted(self.tables.items(), key=lambda entry: isinstance(entry[1], LazyTable)):
            for record in Rows(table):
                if record.get("uuid") == uuid:
                    return key, table[record["id"]]
        return None


class LazyTable(Table):
    """A table whose records are made when they are read: 60,000 rows are 60,000 ids.

    `make` gives the same record for the same id, each time anew. A record taken by its id is kept, so that it can be
    changed.
    """

    def __init__(self, make: Callable[[int], Record]) -> None:
        self._make = make
        self._records: dict[int, Record | None] = {}

    def add(self, numbers: Iterable[int]) -> None:
        """Add records of these ids."""
        self._records.update(dict.fromkeys(numbers))

    def read(self, number: int) -> Record:
        """A record to read; a change of it is lost."""
        return self._records[number] or self._make(number)

    def __getitem__(self, number: int) -> Record:
        record = self._records[number] = self.read(number)
        return record

    def __setitem__(self, number: int, record: Record) -> None:
        self._records[number] = record

    def __delitem__(self, number: int) -> None:
        del self._records[number]

    def __contains__(self, number: object) -> bool:
        return number in self._records

    def __iter__(self) -> Iterator[int]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


class Rows:
    """Records of a table in an order, to read; of a lazy table, only the ids are held."""

    def __init__(self, table: Table, numbers: Iterable[int] | None = None) -> None:
        self._table = table
        self._numbers = list(table if numbers is None else numbers)
        self._read = table.read if isinstance(table, LazyTable) else table.__getitem__

    def __iter__(self) -> Iterator[Record]:
        return map(self._read, self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def page(self, start: int, size: int) -> list[Record]:
        return [self._read(number) for number in self._numbers[start : start + size]]

    def where(self, test: Callable[[Record], bool]) -> Rows:
        return Rows(self._table, [number for number in self._numbers if test(self._read(number))])

    def sorted(self, rank: Callable[[Record], Any], *, descending: bool) -> Rows:
        ranks = {number: rank(self._read(number)) for number in self._numbers}
        return Rows(self._table, sorted(self._numbers, key=ranks.__getitem__, reverse=descending))


def grouped(records: Iterable[Record], key: str) -> dict[Any, list[Record]]:
    """Records by the value of one key, in their order."""
    groups: dict[Any, list[Record]] = {}
    for record in records:
        groups.setdefault(record.get(key), []).append(record)
    return groups


def minute(moment: datetime) -> str:
    """A time as Labguru writes it: local, no zone, no seconds."""
    return moment.isoformat(" ", "minutes")
