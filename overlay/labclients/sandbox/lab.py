"""The records of a sandboxed Labguru, and what may be done with them: what handlers of operations work with."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from typing import Any, cast

from labclients.sandbox import labguru_data, lists, relations, shapes
from labclients.sandbox.checks import Call
from labclients.sandbox.document import JSON, Document
from labclients.sandbox.messages import Answer, Refusal, Seen
from labclients.sandbox.records import Records, class_name
from labclients.sandbox.registry import DROPS
from labclients.sandbox.service import Account, Service, found
from labclients.sandbox.state import Key, Made, Record, Store, Table
from labclients.sandbox.storage import Storage


class Lab(Service):
    """The service without its operations."""

    name = "labguru"

    def __init__(
        self, document: Document, account: Account, *, seed: int = 0, strict: bool = True, **amounts: int
    ) -> None:
        super().__init__(document, account, strict=strict)
        self.store = filled(document, seed, tuple(sorted(amounts.items())))
        self.records = Records(document, self.store)
        self.storage = Storage(self)
        sets = document.raw.get("x-kendo-operators", {}).values()
        self._operators = {wire: ours for words in sets for ours, wire in words.items()}
        self._narrowed: dict[object, Sequence[Record]] = {}  # lists that were asked for since the last write

    def admit(self, call: Call, request: Seen) -> None:
        """The token is in the query, or in the body: Rails does not tell them apart."""
        if not self.account.admits(call.query.get("token", call.body.get("token"))):
            raise Refusal(401, {"message": "You are not authorized to perform this action"})

    # ---- tables and records

    def table(self, call: Call) -> Table:
        """The records that an operation is about."""
        return self.rows_of(self.key(call))

    def rows_of(self, key: Key) -> Table:
        """The records of a table; a family that nobody filled gets a few when it is first asked."""
        if key[0] == "plates" and ("elements",) in self.store.tables:  # a plate is an element
            return {one["id"]: one for one in self.store.all("elements") if one["element_type"] == "plate"}
        if key not in self.store.tables:
            family, *scope = key
            if scope or not self.knows(family):
                raise Refusal(404, {"error": "Resource not found"})
            labguru_data.fill_family(self.records, key)
        return self.store.tables[key]

    def knows(self, family: str) -> bool:
        """Whether the specification has such a family."""
        return any(operation.family == family for operation in self.document.operations.values())

    def fill_all(self) -> None:
        """No family waits any longer for its first records."""
        for operation in self.document.operations.values():
            if operation.verb == "list" and not operation.scope:
                self.rows_of((operation.family,))

    def key(self, call: Call) -> Key:
        return (call.operation.family, *(call.path[name] for name in call.operation.scope))

    def record(self, call: Call) -> Record:
        """The record that the path names, or a 404."""
        table = self.table(call)
        if isinstance(table, Made) and not call.operation.writes and call.id in table:
            return table.look(call.id)
        return found(table.get(call.id))  # type: ignore[no-any-return]

    def of_class(self, kind: object, number: object) -> tuple[Key, Record] | None:
        """A record by its class, or by the name of a custom collection, and its id, which may be a text."""
        families = {operation.family for operation in self.document.operations.values() if not operation.scope}
        for family in sorted(family for family in families if class_name(family) == kind):
            self.rows_of((family,))
        wanted = int(number) if isinstance(number, str) and number.isdecimal() else number
        for key, table in self.store.tables.items():
            if kind in (class_name(key[0]), *key[1:]) and wanted in table:
                return key, table[cast("int", wanted)]
        return None

    # ---- answers

    def show(self, family: str, record: Record, status: int = 200) -> Answer:
        """A record, as ``get`` shows it."""
        return Answer.of(status, shapes.shown(self.store, family, [record], many=False)[0])

    def listing(self, call: Call, find: Callable[[], Sequence[Record]]) -> Answer:
        """Those records that the query asks for, in a page."""
        asked = {name: value for name, value in call.query.items() if name not in ("page", "page_size", "meta")}
        key = (call.operation.name, repr(call.path), repr(asked))
        if key not in self._narrowed:
            if len(self._narrowed) > 16:
                self.changed()
            tags = {str(one["id"]): str(one.get("tag")) for one in self.store.all("tags")}
            words = lists.Vocabulary(self._operators, tags)
            self._narrowed[key] = lists.narrowed(find(), call.operation, call.query, words)
        page, meta = lists.paged(call.operation, call.query, self._narrowed[key])
        shown = shapes.shown(self.store, call.operation.family, page, many=True)
        data = lists.without_fields(shown, call.query) if call.operation.declares("exclude_fields") else shown
        return Answer.of(200, data if meta is None else {"meta": meta, "data": data})

    def from_schema(self, call: Call, facts: Record) -> Answer:
        """The answer of an operation that has no better one: the record it is about, or an empty one with these facts.

        An action on a record (``PATCH /requests/{id}/submit``) also takes over the fields that it was sent.
        """
        operation, document = call.operation, self.document
        record = self.record(call) if operation.by_id else None
        if not operation.answers:
            return Answer(204)
        if JSON not in operation.answers:
            return Answer(200, b"", next(iter(operation.answers)))
        pointer = operation.answers[JSON]
        if document.named(pointer) == document.record(operation.family) and (record or operation.method == "post"):
            if record is None:  # another way to create one (shopping_list/add_item)
                self.table(call)
                return self.show(operation.family, self.create(self.key(call), call.item), 201)
            if operation.method != "get":
                self.change(operation.family, record, call.item)
            return self.show(operation.family, record)
        value = self.records.empty(document.at(pointer))
        if isinstance(value, dict):
            known: Record = {"message": f"{operation.family}: {operation.verb}", **facts}
            if record is not None:
                known["id"] = record["id"]
            value = {key: known.get(key, held) for key, held in cast("Record", value).items()}
        return Answer.of(200 if operation.method == "get" else 201, value)

    # ---- writing

    def create(self, key: Key, fields: dict[str, Any]) -> Record:
        """Make a record as a request asks for it."""
        self.records.require_parents(fields)
        record = self.records.make(key, self.records.accept(key[0], fields))
        self._derive(record, fields)
        self.noted(key[0], record, "create")
        return self.complete(key[0], record)

    def change(self, family: str, record: Record, fields: dict[str, Any]) -> Record:
        """Change a record as a request asks for it."""
        self.records.require_parents(fields)
        taken = self.records.accept(family, fields)
        for one, other in (("title", "name"), ("name", "title")):
            if one in taken and other in record:
                taken.setdefault(other, taken[one])
        record.update(taken)
        self.records.settle(family, record)
        self._derive(record, fields)
        self.touched(family, record)
        return self.complete(family, record)

    def _derive(self, record: Record, fields: dict[str, Any]) -> None:
        if "parents_uuid" in fields:
            record["parents"] = relations.parents(self.store, fields["parents_uuid"] or ())

    def complete(self, family: str, record: Record) -> Record:
        """Fill in what this family derives from its other keys."""
        return shapes.complete(self.store, family, record)

    def touched(self, family: str, record: Record) -> None:
        """A record was changed."""
        if "updated_at" in record:
            record["updated_at"] = self.store.now()
        self.noted(family, record, "update")

    def changed(self) -> None:
        """Lists that were asked for before are no longer true."""
        self._narrowed.clear()

    def noted(self, family: str, record: Record, action: str) -> None:
        """Write it into the audit trail."""
        self.changed()
        if self.knows("histories"):
            relations.note(self.records, family, record, action)

    def drop(self, key: Key, number: int) -> None:
        """Delete a record, and what goes with it."""
        record = found(self.rows_of(key).get(number))
        self.noted(key[0], record, "delete")
        del self.store.tables[("elements",) if key == ("plates",) else key][number]
        if key[0] in DROPS:
            DROPS[key[0]](self, record)

    def keep(self, facts: Record, content: bytes) -> Record:
        """A new attachment with its bytes."""
        record = self.records.make(("attachments",), facts)
        self.store.files[record["id"]] = content
        self.noted("attachments", record, "create")
        return record


def filled(document: Document, seed: int, amounts: tuple[tuple[str, int], ...]) -> Store:
    """A store full of made-up data; made once per process, and copied for each sandbox."""
    key = (id(document), seed, amounts)
    if key not in _MADE:
        store = Store(seed)
        labguru_data.fill(Records(document, store), **dict(amounts))
        _MADE[key] = pickle.dumps(store, pickle.HIGHEST_PROTOCOL)
    return pickle.loads(_MADE[key])  # type: ignore[no-any-return]  # noqa: S301 - our own bytes


_MADE: dict[tuple[object, ...], bytes] = {}
