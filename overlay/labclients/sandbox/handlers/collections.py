"""What goes across collections: search, parents and children, links, tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labclients.sandbox import relations
from labclients.sandbox.checks import Call, human
from labclients.sandbox.labguru_data import COLLECTION_IDS
from labclients.sandbox.lists import truth
from labclients.sandbox.messages import Answer
from labclients.sandbox.records import class_name, ui_path
from labclients.sandbox.registry import acknowledged, goes_with, handles
from labclients.sandbox.service import found
from labclients.sandbox.state import Key, Record, rows

if TYPE_CHECKING:
    from labclients.sandbox.lab import Lab

_SHORT = (
    *("id", "uuid", "name", "title", "description", "auto_name", "generic_collection_id", "owner_id", "owner"),
    *("created_at", "updated_at"),
)


# ---- search


@handles("searches.global_search")
def search(labguru: Lab, call: Call) -> Answer:
    """Records of all tables whose name, title or SysID holds the term, whatever its case."""
    labguru.fill_all()
    term, model = str(call.query["term"]).casefold(), call.query.get("model")
    hits = [
        _hit(labguru, key, record)
        for key, table in labguru.store.tables.items()
        if model is None or model in (class_name(key[0]), class_name(key[0]).rpartition("::")[2], key[-1])
        for record in rows(table)
        if any(term in str(record.get(name) or "").casefold() for name in ("name", "title", "auto_name"))
    ]
    size, page = max(call.query["size"], 1), max(call.query.get("page", 1), 1)
    shown = hits[(page - 1) * size : page * size]
    meta = {"item_count": len(hits), "page_count": -(-len(hits) // size)}
    return Answer.of(200, {"meta": meta, "data": shown} if truth(call.query.get("meta")) else shown)


def _hit(labguru: Lab, key: Key, record: Record) -> Record:
    paths = {"url": ui_path(key, record), "api_url": labguru.records.api_path(key, record["id"])}
    kind = {"class_name": class_name(key[0]), "class_display_name": human(key[0])}
    return {name: record.get(name) for name in _SHORT} | kind | paths


# ---- parents and children


@handles("submodules.parents")
def parents(labguru: Lab, call: Call) -> Answer:
    record = found(labguru.rows_of(_collection(call)).get(call.id))
    above = [relations.by_uuid(labguru.store, uuid) for uuid in record.get("parents_uuid") or ()]
    return Answer.of(200, [_parent(key, one) for key, one in above])


def _parent(key: Key, record: Record) -> Record:
    name = record.get("name") or record.get("title")
    return relations.related(key, record) | {"parent_collection": key[-1], "parent_title": name}


@handles("submodules.derived_items", "biocollections.derived_items")
def derived_items(labguru: Lab, call: Call) -> Answer:
    """The records that name this one as a parent; of one collection, if it is named."""
    record = found(labguru.rows_of(_collection(call)).get(call.id))
    name, number = call.query.get("derived_collection_name"), call.query.get("derived_collection_id")
    below = relations.children(labguru.store, {record["uuid"]})
    chosen = [
        relations.related(key, one)
        for key, one in below
        if name in (None, key[-1]) and number in (None, COLLECTION_IDS.get(key[-1]))
    ]
    return Answer.of(200, chosen)


@handles("submodules.derived_collections", "biocollections.derived_collections")
def derived_collections(labguru: Lab, call: Call) -> Answer:
    above = {record["uuid"] for record in rows(labguru.rows_of(_collection(call))) if record.get("uuid")}
    keys = dict.fromkeys(key for key, _ in relations.children(labguru.store, above))
    return Answer.of(200, [_described(key) for key in keys])


@handles("biocollections.collections")
def collections(labguru: Lab, call: Call) -> Answer:
    return Answer.of(200, [_described(("biocollections", name)) for name in COLLECTION_IDS])


def _described(key: Key) -> Record:
    about = {"id": COLLECTION_IDS.get(key[-1]), "name": key[-1], "title": key[-1], "class_name": class_name(key[0])}
    return about | {"url": ui_path(key, {"id": ""}).rstrip("/")}


def _collection(call: Call) -> Key:
    return (call.path["collection"],) if "collection" in call.path else ("biocollections", call.path["name"])


# ---- links


@handles("links.list")
def links_of(labguru: Lab, call: Call) -> Answer:
    wanted = call.query["item_uuid"]
    relations.by_uuid(labguru.store, wanted)
    links = [one for one in labguru.store.all("links") if wanted in (one["source_uuid"], one["target_uuid"])]
    return Answer.of(200, links)


@handles("links.create")
def create_link(labguru: Lab, call: Call) -> Answer:
    """Two uuids, or two ids with their classes."""
    source, target = (_end(labguru, call.item, side) for side in ("source", "target"))
    link = relations.link(labguru.records, source, target, **labguru.records.accept("links", call.item))
    labguru.noted("links", link, "create")
    return labguru.show("links", link, 201)


def _end(labguru: Lab, item: Record, side: str) -> tuple[Key, Record]:
    if f"{side}_uuid" in item:
        return relations.by_uuid(labguru.store, item[f"{side}_uuid"])
    return found(labguru.of_class(item.get(f"{side}_type"), item.get(f"{side}_id")))  # type: ignore[no-any-return]


@goes_with("links")
def drop_link(labguru: Lab, link: Record) -> None:
    relations.unlink(labguru.store, link)


# ---- tags


@handles("tags.create")
def create_tag(labguru: Lab, call: Call) -> Answer:
    """Put a tag on a record; a tag of this name is made, if there is none."""
    item = call.item
    key, record = found(labguru.of_class(item["class_name"], item["item_id"]))
    same = (one for one in labguru.store.all("tags") if one["tag"] == item["tag"])
    tag = next(same, None) or labguru.create(("tags",), {"tag": item["tag"], "name": item["tag"]})
    record["tags"] = list(dict.fromkeys([*(record.get("tags") or ()), item["tag"]]))
    labguru.touched(key[0], record)
    return Answer.of(201, {**tag, **item})


@handles("tags.remove")
def remove_tags(labguru: Lab, call: Call) -> Answer:
    """Take tags off a record, several with commas; the status is the documented one."""
    item = call.item
    key, record = found(labguru.of_class(item["class_name"], item["item_id"]))
    gone = {tag.strip() for tag in str(item["tag"]).split(",")}
    record["tags"] = [tag for tag in record.get("tags") or () if tag not in gone]
    labguru.touched(key[0], record)
    return acknowledged(record, "Tags were removed", 201)


@goes_with("tags")
def drop_tag(labguru: Lab, tag: Record) -> None:
    """A tag that is deleted is on no record any more."""
    for key, table in labguru.store.tables.items():
        for number in [one["id"] for one in rows(table) if tag["tag"] in (one.get("tags") or ()) and key != ("tags",)]:
            table[number]["tags"] = [one for one in table[number]["tags"] if one != tag["tag"]]
