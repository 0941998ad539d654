"""A Labguru that lives in memory: the plain verbs of every family, straight from the specification.

What is special about single operations stands in ``handlers`` (chosen by operationId), what single families show
beyond their keys in ``shapes``. A family that neither knows is served all the same.
"""

from __future__ import annotations

from labclients.errors import UsageError
from labclients.sandbox import handlers, labguru_data
from labclients.sandbox.checks import Call
from labclients.sandbox.lab import Lab
from labclients.sandbox.messages import Answer
from labclients.sandbox.registry import BY_NAME
from labclients.sandbox.state import Key, Made, rows


class Labguru(Lab):
    """The sandboxed service."""

    def handle(self, call: Call) -> Answer:
        if call.operation.writes:
            self.changed()
        special = BY_NAME.get(call.operation.name)
        plain = _PLAIN.get(call.operation.verb)
        if special:
            return special(self, call)
        if plain and (call.operation.by_id or call.operation.verb in ("list", "create")):
            return plain(self, call)
        return self.from_schema(call, {})

    # ---- what a test changes

    def key_of(self, name: str) -> Key:
        """The table of a family, or of a custom collection."""
        collection = ("biocollections", name)
        if collection not in self.store.tables and not self.knows(name):
            raise UsageError(f"the sandbox has neither a family nor a collection {name!r}")
        return collection if collection in self.store.tables else (name,)

    def elements_of(self, experiment: int) -> list[int]:
        """Ids of the elements in an experiment."""
        with self.lock:
            return [one["id"] for one in handlers.notebook.elements_in(self, experiment)]

    def add(self, key: Key, count: int) -> list[int]:
        """More records of any table; their ids."""
        with self.lock:
            self.changed()
            table = self.rows_of(key)
            if isinstance(table, Made):
                numbers = [self.store.next_id(key[0]) for _ in range(count)]
                table.add(numbers)
                return numbers
            return [labguru_data.add(self.records, key)["id"] for _ in range(count)]

    def remove(self, key: Key, count: int, *, first: bool) -> list[int]:
        """Fewer records of a table, from its beginning or its end; their ids."""
        with self.lock:
            numbers = list(self.rows_of(key))
            gone = numbers[:count] if first else numbers[max(len(numbers) - count, 0) :]
            for number in gone:
                self.drop(key, number)
            return gone


# ---- the plain verbs


def _list(labguru: Labguru, call: Call) -> Answer:
    return labguru.listing(call, lambda: rows(labguru.table(call)))


def _get(labguru: Labguru, call: Call) -> Answer:
    return labguru.show(call.operation.family, labguru.record(call))


def _create(labguru: Labguru, call: Call) -> Answer:
    labguru.table(call)
    return labguru.show(call.operation.family, labguru.create(labguru.key(call), call.item), 201)


def _update(labguru: Labguru, call: Call) -> Answer:
    family = call.operation.family
    return labguru.show(family, labguru.change(family, labguru.record(call), call.item))


def _delete(labguru: Labguru, call: Call) -> Answer:
    labguru.drop(labguru.key(call), call.id)
    return Answer(204)


_PLAIN = {"list": _list, "get": _get, "create": _create, "update": _update, "delete": _delete}
