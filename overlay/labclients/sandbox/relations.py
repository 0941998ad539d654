"""What ties records together: links, parents, and the audit trail of what was written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from labclients.sandbox.messages import Refusal
from labclients.sandbox.records import Records, class_name, ui_path
from labclients.sandbox.state import Key, Made, Record, Store, rows

CALLER = 1


def by_uuid(store: Store, wanted: object) -> tuple[Key, Record]:
    """The record of a uuid.

    Raises:
        Refusal: 404, as the service words it.
    """
    found = store.by_uuid(wanted) if isinstance(wanted, str) else None
    if found is None:
        raise Refusal(404, {"error": "Couldn't find LgUuid"})
    return found


# ---- links


def link(records: Records, source: tuple[Key, Record], target: tuple[Key, Record], **more: Any) -> Record:
    """Link two records; each then names the uuid of the other."""
    facts: Record = {}
    for side, (key, record) in (("source", source), ("target", target)):
        facts |= {f"{side}_id": record["id"], f"{side}_type": class_name(key[0]), f"{side}_uuid": record["uuid"]}
    for one, other in ((source[1], target[1]), (target[1], source[1])):
        if isinstance(one.get("links"), list):
            one["links"] = [*one["links"], other["uuid"]]
    return records.make(("links",), {**more, **facts})


def unlink(store: Store, link: Record) -> None:
    """The two records of a link no longer name each other."""
    uuids = {link.get("source_uuid"), link.get("target_uuid")} - {None}
    for uuid in uuids:
        found = store.by_uuid(str(uuid))
        if found and isinstance(found[1].get("links"), list):
            found[1]["links"] = [one for one in found[1]["links"] if one not in uuids]


# ---- parents


def parents(store: Store, uuids: Iterable[object]) -> Record | None:
    """``parents`` as an item of a custom collection shows them: lists by the name of a collection."""
    listed: dict[str, list[Record]] = {}
    for key, parent in (by_uuid(store, uuid) for uuid in uuids):
        about = {"parent_collection": key[-1], "parent_title": parent.get("name") or parent.get("title")}
        listed.setdefault(key[-1], []).append(about)
    return listed or None


def children(store: Store, uuids: set[str]) -> list[tuple[Key, Record]]:
    """The items that derive from one of these."""
    tables = ((key, table) for key, table in store.tables.items() if not isinstance(table, Made))
    return [
        (key, one) for key, table in tables for one in rows(table) if uuids.intersection(one.get("parents_uuid") or ())
    ]


def related(key: Key, record: Record) -> Record:
    """An item in short."""
    known = {name: record.get(name) for name in ("id", "uuid", "name", "title", "auto_name")}
    return known | {"url": ui_path(key, record), "class_name": class_name(key[0])}


# ---- the audit trail


def note(records: Records, family: str, record: Record, action: str, **more: Any) -> None:
    """Write down that the caller did something to a record."""
    around = _around(records.store, family, record)
    facts: Record = {
        "action": action,
        "member_id": CALLER,
        "object_id": record["id"],
        "object_type": class_name(family),
    }
    facts |= {"context_id": around.get("id"), "context_name": around.get("title")}
    entry = records.make(("histories",), {**facts, **more})
    name = record.get("name") or record.get("title")
    url = record.get("url") or ui_path((family,), record)
    entry["object"] = {"name": name, "url": url, "title": name, "id": record["id"]}


def _around(store: Store, family: str, record: Record) -> Record:
    """The experiment that an element or a section is in; else nothing."""
    if family in ("elements", "plates"):
        section = store.find("sections", record.get("container_id")) or {}
        return _around(store, "sections", section)
    if family == "sections" and record.get("container_type") == "Projects::Experiment":
        return store.find("experiments", record["container_id"]) or {}
    return {}
