"""How the bytes of a file get into Labguru: in a form, or for large files straight into its storage."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Generator
from contextlib import contextmanager
from typing import IO, NamedTuple

from labclients.client import Core, prepared
from labclients.errors import LabClientsError, UnexpectedResponse, UsageError
from labclients.facts import Operation
from labclients.labguru.families import given
from labclients.shapes import as_object
from labclients.transport.effects import Flow, Outgoing, Piece, Work
from labclients.transport.policy import Exchange, origin
from labclients.transport.redact import Secrets
from labguru_api import api
from labguru_api import models as m
from labguru_api.types import File

EXPERIMENT = "Projects::Experiment"
PART = 1 << 26  # 64 MiB; S3 takes parts from 5 MiB on
MOST_PARTS = 10_000

# To put the same bytes at the same place again changes nothing: unlike a write, it is tried again.
_STORE = Operation("store", "store", frozenset(), None, "")


class Owner(NamedTuple):
    """The record that a file belongs to, by its uuid or by class and id, in Labguru's words."""

    attach_to_uuid: str | None = None
    attachable_type: str | None = None
    attachable_id: int | None = None
    section_id: int | None = None


class Source(NamedTuple):
    """An open file, and how Labguru is to show it."""

    file: IO[bytes]
    name: str
    title: str
    description: str | None

    def size(self) -> int:
        return os.fstat(self.file.fileno()).st_size


@contextmanager
def standing(text: str) -> Generator[None]:
    """An error within says what stands already, and what remains."""
    try:
        yield
    except LabClientsError as error:
        error.args = (f"{error.message}; {text}",)
        raise


def by_form(core: Core, source: Source, owner: Owner) -> Flow[m.Attachment]:
    """The documented way: one request."""
    known = {"attach_to_uuid": owner.attach_to_uuid} if owner.attach_to_uuid else owner._asdict()
    told = given(**known, description=source.description)
    file = File(source.name, source.file)
    body = prepared(m.AttachmentCreate, attachment=file, title=source.title, **told)
    request = prepared(api.attachments.create.request, body=body)
    exchange = core.exchange(request, options=core.options.for_download())
    stored = as_object((yield from exchange.json()))
    if stored is None:
        raise exchange.error(UnexpectedResponse, "the file was taken, and no attachment came back")
    return m.Attachment(stored)


def by_s3(core: Core, source: Source, owner: Owner) -> Flow[m.Attachment]:
    """The way of Labguru's own scripts for large files: it gives links, and the bytes go straight to the storage."""
    size = yield Work(source.size)
    owner = yield from _with_uuid(core, owner)
    kind = mimetypes.guess_type(source.name)[0] or "application/octet-stream"
    item = prepared(
        m.AttachmentUploadCreate,
        title=source.title,
        attachment=m.AttachmentFileCreate(original_filename=source.name, content_type=kind),
        **given(attach_to_uuid=owner.attach_to_uuid, attachable_type=owner.attachable_type),
        extra=given(description=source.description),
    )
    if size <= PART:
        return (yield from _at_once(core, source, item, size))
    return (yield from _in_parts(core, source, item, size))


def _at_once(core: Core, source: Source, item: m.AttachmentUploadCreate, size: int) -> Flow[m.Attachment]:
    begun = yield from core.record(prepared(api.attachments.s3_direct_upload.request, body=item), m.AttachmentUpload)
    number = begun.id
    with standing(f"attachment {number or '(its id is not known)'} is begun, without its bytes: upload it anew"):
        yield from _put(core, begun.presigned_url, Piece(source.file, 0, size))
    if number is None:
        return m.Attachment({key: value for key, value in begun.to_dict().items() if key != "presigned_url"})
    return (yield from _stored(core, number))


def _in_parts(core: Core, source: Source, item: m.AttachmentUploadCreate, size: int) -> Flow[m.Attachment]:
    part = max(PART, -(-size // MOST_PARTS))
    starts = range(0, size, part)
    body = prepared(m.AttachmentMultipartUploadCreate, item=item, parts=len(starts))
    request = prepared(api.attachments.s3_multipart_upload.request, body=body)
    begun = yield from core.record(request, m.AttachmentMultipartUpload)
    urls, number, upload = begun.urls or [], begun.id, begun.upload_id
    if len(urls) != len(starts) or number is None or upload is None:
        raise core.exchange(request).error(UnexpectedResponse, f"no links for {len(starts)} parts came")
    etags: list[str] = []
    for start, url in zip(starts, urls, strict=True):
        done = f"attachment {number} is begun, with {len(etags)} of {len(starts)} parts stored: upload it anew"
        with standing(done):
            etags.append((yield from _put(core, url, Piece(source.file, start, min(part, size - start)), tagged=True)))
    with standing(f"all parts of attachment {number} are stored, but not joined: upload it anew"):
        end = prepared(m.AttachmentMultipartFinishCreate, id=number, upload_id=upload, etags=etags)
        yield from core.json(prepared(api.attachments.s3_multipart_finished.request, body=end))
    return (yield from _stored(core, number))


def _stored(core: Core, number: int) -> Flow[m.Attachment]:
    with standing(f"the file is stored as attachment {number}"):
        return (yield from core.record(prepared(api.attachments.get.request, number), m.Attachment))


def _put(core: Core, url: object, piece: Piece, *, tagged: bool = False) -> Flow[str]:
    """Send bytes to a link, which needs no token and is a secret itself; the storage's ETag for them."""
    link = _link(core, url)
    exchange = Exchange(
        Outgoing("PUT", link, headers={"Content-Length": str(piece.size)}, content=piece),
        _STORE,
        options=core.options.for_download(),
        secrets=Secrets().of_link(link),
        auth=None,
    )
    tag = (yield from exchange.run()).headers.get("etag", "")
    if tagged and not tag:
        raise exchange.error(UnexpectedResponse, "the storage took a part and gave no ETag for it")
    return tag


def _link(core: Core, url: object) -> str:
    try:
        scheme, host, _ = origin(url) if isinstance(url, str) else ("", "", None)
    except ValueError:
        scheme, host = "", ""
    allowed = ("https",) if core.base_url.startswith("https:") else ("http", "https")
    if not isinstance(url, str) or scheme not in allowed or not host:
        raise UnexpectedResponse("Labguru gave no safe link to store the file at")
    return url


def _with_uuid(core: Core, owner: Owner) -> Flow[Owner]:
    """S3 uploads know their record by its uuid alone."""
    if owner.attachable_id is None:
        return owner
    if owner.attachable_type != EXPERIMENT:
        raise UsageError(f"via='s3' reaches sections of experiments only, not of a {owner.attachable_type}")
    request = prepared(api.experiments.get.request, owner.attachable_id)
    experiment = yield from core.record(request, m.Experiment)
    return owner._replace(attach_to_uuid=experiment.uuid)
