"""A Labguru that lives in memory: the plain verbs of every family, straight from the specification.

``handlers`` answers single operations that are not plain; ``views`` says what single families show beyond their keys.
"""

from __future__ import annotations

from labclients.errors import UsageError
from labclients.sandbox import handlers, labguru_data
from labclients.sandbox.lab import HANDLERS, Lab
from labclients.sandbox.messages import Answer
from labclients.sandbox.service import Call
from labclients.sandbox.store import Key, LazyTable, Rows


class Labguru(Lab):
    """The sandboxed service."""

    def handle(self, call: Call) -> Answer:
        operation = call.operation
        if operation.writes:
            self.changed()
        if handler := HANDLERS.get(operation.name):
            return handler(self, call)
        match operation.verb, operation.by_id:
            case "list", _:
                return self.listing(call, lambda: Rows(self.table(self.key(call))))
            case "get", True:
                return self.show(operation.family, self.record(call))
            case "create", _:
                self.table(self.key(call))
                return self.show(operation.family, self.create(self.key(call), call.item), 201)
            case "update", True:
                return self.show(operation.family, self.change(operation.family, self.record(call), call.item))
            case "delete", True:
                self.drop(self.key(call), call.id)
                return Answer(204)
            case _:
                return self.from_schema(call)

    # ---- what a test changes

    def key_of(self, name: str) -> Key:
        """The table of a family, or of a custom collection.

        Raises:
            UsageError: There is neither.
        """
        collection = ("biocollections", name)
        if collection not in self.store.tables and name not in self.families:
            raise UsageError(f"the sandbox has neither a family nor a collection {name!r}")
        return collection if collection in self.store.tables else (name,)

    def elements_of(self, experiment: int) -> list[int]:
        """Ids of the elements in an experiment."""
        with self.lock:
            return [element["id"] for element in handlers.notebook.elements_in(self, experiment)]

    def add(self, key: Key, count: int) -> list[int]:
        """Add records to a table; their ids."""
        with self.lock:
            self.changed()
            table = self.table(key)
            if isinstance(table, LazyTable):
                numbers = [self.store.next_id(key[0]) for _ in range(count)]
                table.add(numbers)
                return numbers
            return [labguru_data.add(self.records, key)["id"] for _ in range(count)]

    def remove(self, key: Key, count: int, *, first: bool) -> list[int]:
        """Delete records at the beginning or the end of a table; their ids."""
        with self.lock:
            numbers = list(self.table(key))
            removed = numbers[:count] if first else numbers[max(len(numbers) - count, 0) :]
            for number in removed:
                self.drop(key, number)
            return removed
