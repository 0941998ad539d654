"""A Labguru that lives in memory: the plain verbs of every family, straight from the specification.

Operations that are no plain list, get, create, update or delete have a function in ``handlers``, registered by
`handles`; ``views`` says what single families show beyond their keys.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias, cast

from labclients.errors import UsageError
from labclients.sandbox import labguru_data, lists, relations, views
from labclients.sandbox.document import JSON, Document
from labclients.sandbox.messages import Answer, Refusal, Seen
from labclients.sandbox.records import EXPERIMENT, Records, class_name
from labclients.sandbox.service import Account, Call, Service, existing
from labclients.sandbox.storage import Storage
from labclients.sandbox.store import Key, LazyTable, Record, Rows, Store, Table

Handler: TypeAlias = "Callable[[Labguru, Call], Answer]"
Drop: TypeAlias = "Callable[[Labguru, Record], None]"

HANDLERS: dict[str, Handler] = {}
DROPS: dict[str, Drop] = {}
CACHED_LISTS = 16
EMPTY_ZIP = b"PK\x05\x06" + bytes(18)  # stands for files that the sandbox does not make, such as workbooks


def handles(*names: str) -> Callable[[Handler], Handler]:
    """Register a function that answers the operations of these names."""

    def register(handler: Handler) -> Handler:
        HANDLERS.update(dict.fromkeys(names, handler))
        return handler

    return register


def drops_with(family: str) -> Callable[[Drop], Drop]:
    """Register a function that removes what belongs to a record of the family, when the record was deleted."""

    def register(drop: Drop) -> Drop:
        DROPS[family] = drop
        return drop

    return register


def acknowledged(record: Record, message: str, status: int = 200) -> Answer:
    """The answer of an action whose body nobody published."""
    return Answer.of(status, {"id": record["id"], "message": message})


class Labguru(Service):
    """The sandboxed service."""

    name = "labguru"

    def __init__(
        self, document: Document, account: Account, *, seed: int = 0, strict: bool = True, **amounts: int
    ) -> None:
        super().__init__(document, account, strict=strict)
        self.store = _filled_store(document, seed, tuple(sorted(amounts.items())))
        self.records = Records(document, self.store)
        self.storage = Storage(self.store, self.lock, self.keep_file)
        self.families = {operation.family for operation in document.operations.values()}
        operator_sets = document.raw.get("x-kendo-operators", {}).values()
        self._operators = {server: ours for operators in operator_sets for ours, server in operators.items()}
        self._lists: dict[object, Rows] = {}  # what was listed since the last write

    def check_token(self, call: Call, request: Seen) -> None:
        """The token is in the query, or in the body: Rails does not tell them apart."""
        if not self.account.accepts(call.query.get("token", call.body.get("token"))):
            raise Refusal(401, {"message": "You are not authorized to perform this action"})

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

    # ---- tables and records

    def key(self, call: Call) -> Key:
        """The table that an operation is about."""
        return (call.operation.family, *(call.path[name] for name in call.operation.scope))

    def table(self, key: Key) -> Table:
        """The records of a table; a family without any gets a few when it is first asked for."""
        family, *scope = key
        if family == "plates" and ("elements",) in self.store.tables:  # a plate is an element
            return {element["id"]: element for element in self.store.where("elements", element_type="plate")}
        if key not in self.store.tables:
            if scope or family not in self.families:
                raise Refusal(404, {"error": "Resource not found"})
            labguru_data.fill_family(self.records, key)
        return self.store.tables[key]

    def fill_all(self) -> None:
        """Let every family have its records now."""
        for operation in self.document.operations.values():
            if operation.verb == "list" and not operation.scope:
                self.table((operation.family,))

    def record(self, call: Call) -> Record:
        """The record that the path names, or a 404."""
        table = self.table(self.key(call))
        if isinstance(table, LazyTable) and not call.operation.writes and call.id in table:
            return table.read(call.id)
        return existing(table.get(call.id))

    def of_class(self, name: object, number: object) -> tuple[Key, Record] | None:
        """A record by its class, or the name of its custom collection, and its id, which may be a text."""
        scoped = {operation.family for operation in self.document.operations.values() if operation.scope}
        for family in sorted(self.families - scoped):
            if class_name(family) == name:
                self.table((family,))
        id = int(number) if isinstance(number, str) and number.isdecimal() else number
        for key, table in self.store.tables.items():
            if name in (class_name(key[0]), *key[1:]) and id in table:
                return key, table[cast("int", id)]
        return None

    # ---- answers

    def show(self, family: str, record: Record, status: int = 200) -> Answer:
        """A record, as ``get`` shows it."""
        return Answer.of(status, views.shown(self.store, family, [record], in_list=False)[0])

    def show_all(self, family: str, records: Iterable[Record], *, in_list: bool = True) -> Answer:
        """Records in an array."""
        return Answer.of(200, views.shown(self.store, family, records, in_list=in_list))

    def listing(self, call: Call, find: Callable[[], Rows]) -> Answer:
        """A page of the records that the query asks for."""
        query = {name: value for name, value in call.query.items() if name not in ("page", "page_size", "meta")}
        key = (call.operation.name, repr(call.path), repr(query))
        if key not in self._lists:
            if len(self._lists) > CACHED_LISTS:
                self.changed()
            tags = {str(tag["id"]): str(tag.get("tag")) for tag in self.store.all("tags")}
            vocabulary = lists.Vocabulary(self._operators, tags)
            self._lists[key] = lists.narrowed(find(), call.operation, call.query, vocabulary)
        page, meta = lists.page_of(call.operation, call.query, self._lists[key])
        data = views.shown(self.store, call.operation.family, page, in_list=True)
        if call.operation.declares("exclude_fields") and "exclude_fields" in call.query:
            excluded = str(call.query["exclude_fields"]).split(",")
            data = [{name: value for name, value in record.items() if name not in excluded} for record in data]
        return Answer.of(200, data if meta is None else {"meta": meta, "data": data})

    def from_schema(self, call: Call) -> Answer:
        """The answer of an operation without a handler: the record it is about, or an empty one.

        An action on a record (``PATCH /requests/{id}/submit``) also takes over the fields that it was sent.
        """
        operation, document = call.operation, self.document
        record = self.record(call) if operation.by_id else None
        if not operation.answers:
            return Answer(204)
        if JSON not in operation.answers:
            return Answer(200, EMPTY_ZIP, next(iter(operation.answers)))
        pointer = operation.answers[JSON]
        if document.named(pointer) == document.record(operation.family) and (record or operation.method == "post"):
            if record is None:  # another way to create one (shopping_list/add_item)
                self.table(self.key(call))
                return self.show(operation.family, self.create(self.key(call), call.item), 201)
            if operation.method != "get":
                self.change(operation.family, record, call.item)
            return self.show(operation.family, record)
        value = self.records.empty(document.at(pointer))
        if isinstance(value, dict):
            facts = {"message": f"{operation.family}: {operation.verb}", **({"id": record["id"]} if record else {})}
            value = {key: facts.get(key, default) for key, default in cast("Record", value).items()}
        return Answer.of(200 if operation.method == "get" else 201, value)

    # ---- writing

    def create(self, key: Key, fields: Record) -> Record:
        """Make a record as a request asks for it."""
        self.records.require_parents(fields)
        record = self.records.make(key, self.records.accept(key[0], fields))
        self._set_parents(record, fields)
        self.note(key[0], record, "create")
        return views.complete(self.store, key[0], record)

    def change(self, family: str, record: Record, fields: Record) -> Record:
        """Change a record as a request asks for it."""
        self.records.require_parents(fields)
        accepted = self.records.accept(family, fields)
        for name, other in (("title", "name"), ("name", "title")):
            if name in accepted and other in record:
                accepted.setdefault(other, accepted[name])
        record.update(accepted)
        self.records.settle(family, record)
        self._set_parents(record, fields)
        return self.touch(family, record)

    def _set_parents(self, record: Record, fields: Record) -> None:
        if "parents_uuid" in fields:
            record["parents"] = relations.parents(self.store, fields["parents_uuid"] or ())

    def touch(self, family: str, record: Record, **facts: Any) -> Record:
        """Change a record by these facts: what follows from them, its time and the audit trail follow."""
        record.update(facts)
        if "updated_at" in record:
            record["updated_at"] = self.store.now()
        self.note(family, record, "update")
        return views.complete(self.store, family, record)

    def changed(self) -> None:
        """Lists that were asked for before are no longer true."""
        self._lists.clear()

    def note(self, family: str, record: Record, action: str) -> None:
        """Write into the audit trail."""
        self.changed()
        if "histories" in self.families:
            relations.note(self.records, family, record, action)

    def drop(self, key: Key, number: int) -> None:
        """Delete a record, and what goes with it."""
        record = existing(self.table(key).get(number))
        self.note(key[0], record, "delete")
        del self.store.tables[("elements",) if key == ("plates",) else key][number]
        if key[0] in DROPS:
            DROPS[key[0]](self, record)

    def keep_file(self, facts: Record, content: bytes) -> Record:
        """Make an attachment with its bytes."""
        record = self.records.make(("attachments",), facts)
        self.store.files[record["id"]] = content
        self.note("attachments", record, "create")
        return record

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

    def elements_of(self, experiment: int) -> list[Record]:
        """The elements of an experiment."""
        with self.lock:
            containers = self.store.where("sections", container_type=EXPERIMENT, container_id=experiment)
            numbers = {section["id"] for section in containers}
            return [element for element in self.store.all("elements") if element["container_id"] in numbers]

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


def _filled_store(document: Document, seed: int, amounts: tuple[tuple[str, int], ...]) -> Store:
    """A store of made-up data; filled once per process, and copied for each sandbox."""
    key = (id(document), seed, amounts)
    if key not in _FILLED:
        store = Store(seed)
        labguru_data.fill(Records(document, store), **dict(amounts))
        _FILLED[key] = pickle.dumps(store, pickle.HIGHEST_PROTOCOL)
    return pickle.loads(_FILLED[key])  # type: ignore[no-any-return]  # noqa: S301 - our own bytes


_FILLED: dict[tuple[object, ...], bytes] = {}
