"""What ties records together: links, parents, and the audit trail of what was written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from labclients.sandbox.messages import Refusal
from labclients.sandbox.records import CALLER, EXPERIMENT, Records, class_name, title, ui_path
from labclients.sandbox.store import Key, LazyTable, Record, Rows, Store


def by_uuid(store: Store, uuid: object) -> tuple[Key, Record]:
    """The record of a uuid, and its table.

    Raises:
        Refusal: 404, as the service words it.
    """
    if (located := store.by_uuid(uuid)) is None:
        raise Refusal(404, {"error": "Couldn't find LgUuid"})
    return located


def link(records: Records, source: tuple[Key, Record], target: tuple[Key, Record], **facts: Any) -> Record:
    """Link two records; each then names the uuid of the other."""
    for side, (key, record), other in (("source", source, target[1]), ("target", target, source[1])):
        facts |= {f"{side}_id": record["id"], f"{side}_type": class_name(key[0]), f"{side}_uuid": record["uuid"]}
        if isinstance(record.get("links"), list):
            record["links"] = [*record["links"], other["uuid"]]
    return records.make(("links",), facts)


def unlink(store: Store, link: Record) -> None:
    """The two records of a link no longer name each other."""
    uuids = {link.get("source_uuid"), link.get("target_uuid")} - {None}
    for uuid in uuids:
        _, record = store.by_uuid(uuid) or ((), {})
        if isinstance(record.get("links"), list):
            record["links"] = [other for other in record["links"] if other not in uuids]


def parents(store: Store, uuids: Iterable[object]) -> Record | None:
    """``parents`` as an item of a custom collection shows them: lists by the name of a collection."""
    by_collection: dict[str, list[Record]] = {}
    for key, parent in (by_uuid(store, uuid) for uuid in uuids):
        entry = {"parent_collection": key[-1], "parent_title": title(parent)}
        by_collection.setdefault(key[-1], []).append(entry)
    return by_collection or None


def children(store: Store, uuids: set[str]) -> list[tuple[Key, Record]]:
    """The items that derive from one of these."""
    tables = [(key, table) for key, table in store.tables.items() if not isinstance(table, LazyTable)]
    items = ((key, item) for key, table in tables for item in Rows(table))
    return [(key, item) for key, item in items if uuids.intersection(item.get("parents_uuid") or ())]


def related(key: Key, record: Record) -> Record:
    """An item in short."""
    short = {name: record.get(name) for name in ("id", "uuid", "name", "title", "auto_name")}
    return {**short, "url": ui_path(key, record), "class_name": class_name(key[0])}


def note(records: Records, family: str, record: Record, action: str, **facts: Any) -> None:
    """Write into the audit trail that the caller did something to a record."""
    experiment = _experiment_of(records.store, family, record)
    subject = {"object_id": record["id"], "object_type": class_name(family)}
    context = {"context_id": experiment.get("id"), "context_name": experiment.get("title")}
    entry = records.make(("histories",), {"action": action, "member_id": CALLER, **subject, **context, **facts})
    url = record.get("url") or ui_path((family,), record)
    entry["object"] = {"name": title(record), "url": url, "title": title(record), "id": record["id"]}


def _experiment_of(store: Store, family: str, record: Record) -> Record:
    """The experiment that an element or a section is in; else nothing."""
    if family in ("elements", "plates"):
        family, record = "sections", store.find("sections", record.get("container_id")) or {}
    if family == "sections" and record.get("container_type") == EXPERIMENT:
        return store.find("experiments", record["container_id"]) or {}
    return {}
