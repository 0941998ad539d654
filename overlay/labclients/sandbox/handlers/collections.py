"""What goes across collections: search, parents and children, links, tags."""

from __future__ import annotations

from labclients.sandbox import relations
from labclients.sandbox.labguru import Labguru, acknowledged, drops_with, handles
from labclients.sandbox.labguru_data import COLLECTION_IDS
from labclients.sandbox.lists import truth
from labclients.sandbox.messages import Answer
from labclients.sandbox.records import class_name, title, ui_path
from labclients.sandbox.service import Call, existing, human
from labclients.sandbox.store import Key, Record, Rows

_SEARCH_RESULT = (
    *("id", "uuid", "name", "title", "description", "auto_name", "generic_collection_id", "owner_id", "owner"),
    *("created_at", "updated_at"),
)


@handles("searches.global_search")
def search(labguru: Labguru, call: Call) -> Answer:
    """Records of all tables whose name, title or SysID holds the term, whatever its case."""
    labguru.fill_all()
    term, model = str(call.query["term"]).casefold(), call.query.get("model")
    results: list[Record] = []
    for key, table in labguru.store.tables.items():
        class_ = class_name(key[0])
        if model not in (None, class_, class_.rpartition("::")[2], key[-1]):
            continue
        for record in Rows(table):
            if any(term in str(record.get(name) or "").casefold() for name in ("name", "title", "auto_name")):
                paths = {"url": ui_path(key, record), "api_url": labguru.records.api_path(key, record["id"])}
                names = {"class_name": class_, "class_display_name": human(key[0])}
                results.append({**{name: record.get(name) for name in _SEARCH_RESULT}, **names, **paths})
    size, page = max(call.query["size"], 1), max(call.query.get("page", 1), 1)
    data = results[(page - 1) * size : page * size]
    meta = {"item_count": len(results), "page_count": -(-len(results) // size)}
    return Answer.of(200, {"meta": meta, "data": data} if truth(call.query.get("meta")) else data)


# ---- parents and children


@handles("submodules.parents")
def parents(labguru: Labguru, call: Call) -> Answer:
    record = existing(labguru.table(_collection(call)).get(call.id))
    ancestors = [relations.by_uuid(labguru.store, uuid) for uuid in record.get("parents_uuid") or ()]
    names = [{"parent_collection": key[-1], "parent_title": title(parent)} for key, parent in ancestors]
    return Answer.of(200, [relations.related(*parent) | name for parent, name in zip(ancestors, names, strict=True)])


@handles("submodules.derived_items", "biocollections.derived_items")
def derived_items(labguru: Labguru, call: Call) -> Answer:
    """The records that name this one as a parent; of one collection, if the query names it."""
    record = existing(labguru.table(_collection(call)).get(call.id))
    name, number = call.query.get("derived_collection_name"), call.query.get("derived_collection_id")
    items = [
        relations.related(key, item)
        for key, item in relations.children(labguru.store, {record["uuid"]})
        if name in (None, key[-1]) and number in (None, COLLECTION_IDS.get(key[-1]))
    ]
    return Answer.of(200, items)


@handles("submodules.derived_collections", "biocollections.derived_collections")
def derived_collections(labguru: Labguru, call: Call) -> Answer:
    uuids = {record["uuid"] for record in Rows(labguru.table(_collection(call))) if record.get("uuid")}
    keys = dict.fromkeys(key for key, _ in relations.children(labguru.store, uuids))
    return Answer.of(200, [_described(key) for key in keys])


@handles("biocollections.collections")
def collections(labguru: Labguru, call: Call) -> Answer:
    return Answer.of(200, [_described(("biocollections", name)) for name in COLLECTION_IDS])


def _described(key: Key) -> Record:
    names = {"id": COLLECTION_IDS.get(key[-1]), "name": key[-1], "title": key[-1], "class_name": class_name(key[0])}
    return {**names, "url": ui_path(key, {"id": ""}).rstrip("/")}


def _collection(call: Call) -> Key:
    return (call.path["collection"],) if "collection" in call.path else ("biocollections", call.path["name"])


# ---- links


@handles("links.list")
def links_of(labguru: Labguru, call: Call) -> Answer:
    uuid = call.query["item_uuid"]
    relations.by_uuid(labguru.store, uuid)
    links = labguru.store.all("links")
    return Answer.of(200, [link for link in links if uuid in (link["source_uuid"], link["target_uuid"])])


@handles("links.create")
def create_link(labguru: Labguru, call: Call) -> Answer:
    """The two records are named by their uuids, or by class and id."""
    source, target = (_end(labguru, call.item, side) for side in ("source", "target"))
    link = relations.link(labguru.records, source, target, **labguru.records.accept("links", call.item))
    labguru.note("links", link, "create")
    return labguru.show("links", link, 201)


def _end(labguru: Labguru, item: Record, side: str) -> tuple[Key, Record]:
    if f"{side}_uuid" in item:
        return relations.by_uuid(labguru.store, item[f"{side}_uuid"])
    return existing(labguru.of_class(item.get(f"{side}_type"), item.get(f"{side}_id")))


@drops_with("links")
def drop_link(labguru: Labguru, link: Record) -> None:
    relations.unlink(labguru.store, link)


# ---- tags


@handles("tags.create")
def create_tag(labguru: Labguru, call: Call) -> Answer:
    """Put a tag on a record; a tag of this name is made, if there is none."""
    item = call.item
    key, record = existing(labguru.of_class(item["class_name"], item["item_id"]))
    same = labguru.store.where("tags", tag=item["tag"])
    tag = same[0] if same else labguru.create(("tags",), {"tag": item["tag"], "name": item["tag"]})
    labguru.touch(key[0], record, tags=list(dict.fromkeys([*(record.get("tags") or ()), item["tag"]])))
    return Answer.of(201, {**tag, **item})


@handles("tags.remove")
def remove_tags(labguru: Labguru, call: Call) -> Answer:
    """Take tags off a record, several with commas; the status is the documented one."""
    item = call.item
    key, record = existing(labguru.of_class(item["class_name"], item["item_id"]))
    removed = {tag.strip() for tag in str(item["tag"]).split(",")}
    labguru.touch(key[0], record, tags=[tag for tag in record.get("tags") or () if tag not in removed])
    return acknowledged(record, "Tags were removed", 201)


@drops_with("tags")
def drop_tag(labguru: Labguru, tag: Record) -> None:
    """Take a tag that was deleted off all records."""
    for key, table in labguru.store.tables.items():
        tagged = [record["id"] for record in Rows(table) if tag["tag"] in (record.get("tags") or ())]
        for number in tagged if key != ("tags",) else ():
            table[number]["tags"] = [name for name in table[number]["tags"] if name != tag["tag"]]
