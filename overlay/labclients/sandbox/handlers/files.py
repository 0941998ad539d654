"""Attachments: sent in one form, or straight to the storage, and fetched from there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from labclients.sandbox import element_data, relations
from labclients.sandbox.checks import Call
from labclients.sandbox.messages import Answer, File, Refusal
from labclients.sandbox.records import class_name
from labclients.sandbox.registry import goes_with, handles
from labclients.sandbox.service import found
from labclients.sandbox.state import Record
from labclients.sandbox.storage import Upload

if TYPE_CHECKING:
    from labclients.sandbox.lab import Lab


@handles("attachments.create")
def upload(labguru: Lab, call: Call) -> Answer:
    item = dict(call.item)
    file = item.pop("attachment", None)
    if not isinstance(file, File):
        raise Refusal(422, {"error_message": "Attachment can't be blank", "type": "invalid_request_error"})
    owner = _owner(labguru, item)
    facts = labguru.records.accept("attachments", item) | owner | element_data.file_names(file.filename, file.media)
    return labguru.show("attachments", labguru.keep(facts, file.content), 201)


def _owner(labguru: Lab, item: Record) -> Record:
    """The record that an upload belongs to: by uuid, or by class and id."""
    wanted = item.pop("attach_to_uuid", None)
    if wanted is None:
        labguru.records.require_parents(item)
        return {}
    key, record = relations.by_uuid(labguru.store, wanted)
    return {"attachable_type": class_name(key[0]), "attachable_id": record["id"]}


@handles("attachments.update")
def update_attachment(labguru: Lab, call: Call) -> Answer:
    """Link a file to an element, which then lists it."""
    record = labguru.change("attachments", labguru.record(call), call.item)
    element = labguru.store.find("elements", record.get("element_id"))
    if element and element["element_type"] == "attachments":
        linked = [one for one in labguru.store.all("attachments") if one.get("element_id") == element["id"]]
        element["data"] = json.dumps(linked)
    return labguru.show("attachments", record)


@goes_with("attachments")
def drop_file(labguru: Lab, record: Record) -> None:
    labguru.store.files.pop(record["id"], None)


@handles("attachments.download")
def download(labguru: Lab, call: Call) -> Answer:
    """A redirect to the storage, another host there and another port here, by a link that needs no token."""
    record = labguru.record(call)
    return Answer(302, b"", "text/html", {"Location": labguru.storage.sign(record["id"], record["filename"])})


@handles("attachments.download_by_id")
def download_by_id(labguru: Lab, call: Call) -> Answer:
    """The bytes themselves, so that both manners of a download can be met here."""
    found(labguru.table(call).get(call.query["id"]))
    return found(labguru.storage.file(call.query["id"]))  # type: ignore[no-any-return]


# ---- straight to the storage


@handles("attachments.s3_direct_upload")
def begin_direct(labguru: Lab, call: Call) -> Answer:
    """The attachment exists once its bytes have arrived."""
    begun = _begin(labguru, call, 1)
    return Answer.of(201, {"id": begun.number, "presigned_url": labguru.storage.sign_upload(begun)})


@handles("attachments.s3_multipart_upload")
def begin_multipart(labguru: Lab, call: Call) -> Answer:
    if call.body["parts"] < 1:
        raise Refusal(422, {"error_message": "Parts must be greater than 0", "type": "invalid_request_error"})
    begun = _begin(labguru, call, call.body["parts"])
    begun.key = f"{labguru.store.random.getrandbits(160):040x}"
    labguru.storage.unfinished[begun.key] = begun
    urls = [labguru.storage.sign_upload(begun, part) for part in range(1, call.body["parts"] + 1)]
    return Answer.of(201, {"id": begun.number, "upload_id": begun.key, "urls": urls})


def _begin(labguru: Lab, call: Call, parts: int) -> Upload:
    item = dict(call.body["item"])
    file = item.pop("attachment")
    owner = _owner(labguru, item)
    names = element_data.file_names(file["original_filename"], file["content_type"])
    number = labguru.store.next_id("attachments")
    return Upload(number, labguru.records.accept("attachments", item) | owner | names, parts)


@handles("attachments.s3_multipart_finished")
def finish_multipart(labguru: Lab, call: Call) -> Answer:
    """All parts must have arrived, and their ETags be given in their order."""
    begun = labguru.storage.unfinished.get(call.body["upload_id"])
    if begun is None or begun.number != call.body["id"]:
        raise Refusal(404, {"error": "Resource not found"})
    if begun.etags() != call.body["etags"]:
        raise Refusal(422, {"error": "One or more of the specified parts could not be found"})
    del labguru.storage.unfinished[begun.key]
    labguru.storage.finish(begun)
    return Answer.of(200, {"id": begun.number, "message": "Upload was finished"})
