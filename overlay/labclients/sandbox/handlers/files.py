"""Attachments: sent in one form, or straight to the storage, and fetched from there."""

from __future__ import annotations

import json

from labclients.sandbox import relations
from labclients.sandbox.labguru import Labguru, drops_with, handles
from labclients.sandbox.labguru_data import file_names
from labclients.sandbox.messages import Answer, File, Refusal
from labclients.sandbox.records import class_name
from labclients.sandbox.service import Call, blank, existing, unprocessable
from labclients.sandbox.storage import Upload
from labclients.sandbox.store import Record


@handles("attachments.create")
def upload(labguru: Labguru, call: Call) -> Answer:
    item = dict(call.item)
    file = item.pop("attachment", None)
    if not isinstance(file, File):
        raise blank("attachment")
    record = labguru.keep_file(_facts(labguru, item, file.filename, file.media), file.content)
    return labguru.show("attachments", record, 201)


def _facts(labguru: Labguru, item: Record, filename: str, media: str) -> Record:
    """The keys of an attachment; the record that it belongs to is named by uuid, or by class and id."""
    owner: Record = {}
    if (uuid := item.pop("attach_to_uuid", None)) is None:
        labguru.records.require_parents(item)
    else:
        key, record = relations.by_uuid(labguru.store, uuid)
        owner = {"attachable_type": class_name(key[0]), "attachable_id": record["id"]}
    return labguru.records.accept("attachments", item) | owner | file_names(filename, media)


@handles("attachments.update")
def update_attachment(labguru: Labguru, call: Call) -> Answer:
    """Link a file to an element, which then lists it."""
    record = labguru.change("attachments", labguru.record(call), call.item)
    element = labguru.store.find("elements", record.get("element_id"))
    if element and element["element_type"] == "attachments":
        element["data"] = json.dumps(labguru.store.where("attachments", element_id=element["id"]))
    return labguru.show("attachments", record)


@drops_with("attachments")
def drop_file(labguru: Labguru, record: Record) -> None:
    labguru.store.files.pop(record["id"], None)


@handles("attachments.download")
def download(labguru: Labguru, call: Call) -> Answer:
    """A redirect to the storage, another origin, by a link that needs no token."""
    record = labguru.record(call)
    return Answer(302, b"", "text/html", {"Location": labguru.storage.sign(record["id"], record["filename"])})


@handles("attachments.download_by_id")
def download_by_id(labguru: Labguru, call: Call) -> Answer:
    """The bytes themselves: the sandbox has both forms of a download."""
    return existing(labguru.storage.file(call.query["id"]))


# ---- straight to the storage


@handles("attachments.s3_direct_upload")
def begin_direct(labguru: Labguru, call: Call) -> Answer:
    """The attachment exists once its bytes have arrived."""
    pending = _begin(labguru, call, 1)
    return Answer.of(201, {"id": pending.number, "presigned_url": labguru.storage.sign_upload(pending)})


@handles("attachments.s3_multipart_upload")
def begin_multipart(labguru: Labguru, call: Call) -> Answer:
    count = call.body["parts"]
    if count < 1:
        raise unprocessable("Parts must be greater than 0")
    pending = _begin(labguru, call, count)
    pending.key = f"{labguru.store.random.getrandbits(160):040x}"
    labguru.storage.unfinished[pending.key] = pending
    urls = [labguru.storage.sign_upload(pending, part) for part in range(1, count + 1)]
    return Answer.of(201, {"id": pending.number, "upload_id": pending.key, "urls": urls})


def _begin(labguru: Labguru, call: Call, parts: int) -> Upload:
    item = dict(call.body["item"])
    file = item.pop("attachment")
    facts = _facts(labguru, item, file["original_filename"], file["content_type"])
    return Upload(labguru.store.next_id("attachments"), facts, parts)


@handles("attachments.s3_multipart_finished")
def finish_multipart(labguru: Labguru, call: Call) -> Answer:
    """All parts must have arrived, and their ETags come in their order."""
    pending = labguru.storage.unfinished.get(call.body["upload_id"])
    if pending is None or pending.number != call.body["id"]:
        raise Refusal(404, {"error": "Resource not found"})
    if pending.etags() != call.body["etags"]:
        raise Refusal(422, {"error": "One or more of the specified parts could not be found"})
    del labguru.storage.unfinished[pending.key]
    labguru.storage.finish(pending)
    return Answer.of(200, {"id": pending.number, "message": "Upload was finished"})
