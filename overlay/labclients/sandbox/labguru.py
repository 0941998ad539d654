"""A Labguru that lives in memory: the plain verbs of every family, straight from the specification.

What is special about single operations stands in ``handlers`` (chosen by operationId), what single families show
beyond their keys in ``shapes``. A family that neither knows is served all the same.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from typing import Any, cast

from labclients.sandbox import handlers, labguru_data, lists, shapes
from labclients.sandbox.checks import Call
from labclients.sandbox.document import JSON, Document
from labclients.sandbox.messages import Answer, Refusal, Seen
from labclients.sandbox.records import Records
from labclients.sandbox.service import Account, Service, found
from labclients.sandbox.state import Key, Record, Store
from labclients.sandbox.storage import Storage


class Labguru(Service):
    """The sandboxed service."""

    name = "labguru"

    def __init__(
        self, document: Document, account: Account, *, seed: int = 0, strict: bool = True, **amounts: int
    ) -> None:
        super().__init__(document, account, strict=strict)
        self.store = filled(document, seed, tuple(sorted(amounts.items())))
        self.records = Records(document, self.store)
        self.storage = Storage(self)
        sets = document.raw.get("x-kendo-operators", {}).values()
        operators = {wire: ours for words in sets for ours, wire in words.items()}
        tags = {str(number): name for number, name in enumerate(labguru_data.TAGS, start=1)}
        self._words = lists.Vocabulary(operators, tags)

    def admit(self, call: Call, request: Seen) -> None:
        """The token is in the query, or in the body: Rails does not tell them apart."""
        if not self.account.admits(call.query.get("token", call.body.get("token"))):
            raise Refusal(401, {"message": "You are not authorized to perform this action"})

    def handle(self, call: Call) -> Answer:
        special = handlers.BY_NAME.get(call.operation.name)
        plain = _PLAIN.get(call.operation.verb)
        if special:
            return special(self, call)
        if plain and (call.operation.by_id or call.operation.verb in ("list", "create")):
            return plain(self, call)
        return self.from_schema(call, {})

    # ---- what handlers use

    def table(self, call: Call) -> dict[int, Record]:
        """The records that an operation is about; a family that nobody filled gets a few when it is first asked."""
        key = self.key(call)
        if key not in self.store.tables:
            if len(key) > 1:
                raise Refusal(404, {"error": "Resource not found"})
            labguru_data.fill_family(self.records, key)
        return self.store.tables[key]

    def key(self, call: Call) -> Key:
        return (call.operation.family, *(call.path[name] for name in call.operation.scope))

    def record(self, call: Call) -> Record:
        """The record that the path names, or a 404."""
        return found(self.table(call).get(call.id))  # type: ignore[no-any-return]

    def show(self, family: str, record: Record, status: int = 200) -> Answer:
        """A record, as ``get`` shows it."""
        return Answer.of(status, shapes.shown(self.store, family, [record], many=False)[0])

    def listing(self, call: Call, records: Sequence[Record]) -> Answer:
        """Those records that the query asks for, in a page."""
        chosen = lists.narrowed(records, call.operation, call.query, self._words)
        page, meta = lists.paged(call.operation, call.query, chosen)
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

    def create(self, key: Key, fields: dict[str, Any]) -> Record:
        """Make a record as a request asks for it."""
        self.records.require_parents(fields)
        return self.complete(key[0], self.records.make(key, self.records.accept(key[0], fields)))

    def change(self, family: str, record: Record, fields: dict[str, Any]) -> Record:
        """Change a record as a request asks for it."""
        self.records.require_parents(fields)
        taken = self.records.accept(family, fields)
        for one, other in (("title", "name"), ("name", "title")):
            if one in taken and other in record:
                taken.setdefault(other, taken[one])
        record.update(taken)
        self.records.settle(family, record)
        if "updated_at" in record:
            record["updated_at"] = self.store.now()
        return self.complete(family, record)

    def complete(self, family: str, record: Record) -> Record:
        """Fill in what this family derives from its other keys."""
        return shapes.complete(self.store, family, record)


def filled(document: Document, seed: int, amounts: tuple[tuple[str, int], ...]) -> Store:
    """A store full of made-up data; made once per process, and copied for each sandbox."""
    key = (id(document), seed, amounts)
    if key not in _MADE:
        store = Store(seed)
        labguru_data.fill(Records(document, store), **dict(amounts))
        _MADE[key] = pickle.dumps(store, pickle.HIGHEST_PROTOCOL)
    return pickle.loads(_MADE[key])  # type: ignore[no-any-return]  # noqa: S301 - our own bytes


_MADE: dict[tuple[object, ...], bytes] = {}


# ---- the plain verbs


def _list(labguru: Labguru, call: Call) -> Answer:
    return labguru.listing(call, list(labguru.table(call).values()))


def _get(labguru: Labguru, call: Call) -> Answer:
    return labguru.show(call.operation.family, labguru.record(call))


def _create(labguru: Labguru, call: Call) -> Answer:
    labguru.table(call)
    return labguru.show(call.operation.family, labguru.create(labguru.key(call), call.item), 201)


def _update(labguru: Labguru, call: Call) -> Answer:
    family = call.operation.family
    return labguru.show(family, labguru.change(family, labguru.record(call), call.item))


def _delete(labguru: Labguru, call: Call) -> Answer:
    del labguru.table(call)[labguru.record(call)["id"]]
    return Answer(204)


_PLAIN = {"list": _list, "get": _get, "create": _create, "update": _update, "delete": _delete}
