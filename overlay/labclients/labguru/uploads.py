"""How the bytes of a file get into Labguru: in a form, or for large files straight into its storage."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Generator
from contextlib import contextmanager
from typing import IO, Any, NamedTuple

from labclients._client import ApiClient, build
from labclients._environment import origin_of
from labclients._json import as_object
from labclients._operations import Operation
from labclients._redaction import Redactor, Secret
from labclients._retries import RequestRunner
from labclients._transport import FileSlice, Request
from labclients.errors import LabClientsError, UnexpectedResponse, UsageError
from labclients.labguru.families import given
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


def by_form(client: ApiClient, source: Source, owner: Owner) -> m.Attachment:
    """The documented way: one request."""
    known = {"attach_to_uuid": owner.attach_to_uuid} if owner.attach_to_uuid else owner._asdict()
    told = given(**known, description=source.description)
    file = File(source.name, source.file)
    body = build(m.AttachmentCreate, attachment=file, title=source.title, **told)
    request = build(api.attachments.create.request, body=body)
    runner = client.runner(request, options=client.options.for_download())
    stored = as_object(runner.json())
    if stored is None:
        raise runner.error(UnexpectedResponse, "the file was taken, and no attachment came back")
    return m.Attachment(stored)


def by_s3(client: ApiClient, source: Source, owner: Owner) -> m.Attachment:
    """The way of Labguru's own scripts for large files: it gives links, and the bytes go straight to the storage."""
    size = source.size()
    owner = _with_uuid(client, owner)
    kind = mimetypes.guess_type(source.name)[0] or "application/octet-stream"
    item = build(
        m.AttachmentUploadCreate,
        title=source.title,
        attachment=m.AttachmentFileCreate(original_filename=source.name, content_type=kind),
        **given(attach_to_uuid=owner.attach_to_uuid, attachable_type=owner.attachable_type),
        extra=given(description=source.description),
    )
    if size <= PART:
        return _at_once(client, source, item, size)
    return _in_parts(client, source, item, size)


def _at_once(client: ApiClient, source: Source, item: m.AttachmentUploadCreate, size: int) -> m.Attachment:
    begun = client.record(build(api.attachments.s3_direct_upload.request, body=item), m.AttachmentUpload)
    number = begun.id
    with standing(f"attachment {number or '(its id is not known)'} is begun, without its bytes: upload it anew"):
        _put(client, Secret(begun.presigned_url), FileSlice(source.file, 0, size))
    if number is None:
        return m.Attachment({key: value for key, value in begun.to_dict().items() if key != "presigned_url"})
    return _stored(client, number)


def _in_parts(client: ApiClient, source: Source, item: m.AttachmentUploadCreate, size: int) -> m.Attachment:
    part = max(PART, -(-size // MOST_PARTS))
    starts = range(0, size, part)
    body = build(m.AttachmentMultipartUploadCreate, item=item, parts=len(starts))
    request = build(api.attachments.s3_multipart_upload.request, body=body)
    begun = client.record(request, m.AttachmentMultipartUpload)
    links, number, upload = [Secret(url) for url in begun.urls or []], begun.id, begun.upload_id
    if len(links) != len(starts) or number is None or upload is None:
        raise client.runner(request).error(UnexpectedResponse, f"no links for {len(starts)} parts came")
    etags: list[str] = []
    for start, link in zip(starts, links, strict=True):
        done = f"attachment {number} is begun, with {len(etags)} of {len(starts)} parts stored: upload it anew"
        with standing(done):
            etags.append(_put(client, link, FileSlice(source.file, start, min(part, size - start)), tagged=True))
    with standing(f"all parts of attachment {number} are stored, but not joined: upload it anew"):
        end = build(m.AttachmentMultipartFinishCreate, id=number, upload_id=upload, etags=etags)
        client.json(build(api.attachments.s3_multipart_finished.request, body=end))
    return _stored(client, number)


def _stored(client: ApiClient, number: int) -> m.Attachment:
    with standing(f"the file is stored as attachment {number}"):
        return client.record(build(api.attachments.get.request, number), m.Attachment)


def _put(client: ApiClient, link: Secret[Any], part: FileSlice, *, tagged: bool = False) -> str:
    """Send bytes to a link, which needs no token and is a secret itself; the storage's ETag for them."""
    url = _safe_link(client, link)
    runner = RequestRunner(
        Request("PUT", url.reveal(), headers={"Content-Length": str(part.size)}, content=part),
        _STORE,
        operations=client.operations,
        base_path="",
        transport=client.transport,
        options=client.options.for_download(),
        redactor=Redactor().with_url_secrets(url),
        auth=None,
    )
    tag = runner.execute().headers.get("etag", "")
    if tagged and not tag:
        raise runner.error(UnexpectedResponse, "the storage took a part and gave no ETag for it")
    return tag


def _safe_link(client: ApiClient, link: Secret[Any]) -> Secret[str]:
    """The link that Labguru gave, if a file may be sent there."""
    if not _is_safe(client, link):
        raise UnexpectedResponse("Labguru gave no safe link to store the file at")
    return link


def _is_safe(client: ApiClient, link: Secret[Any]) -> bool:
    try:
        scheme, host, _ = origin_of(str(link.reveal() or ""))
    except ValueError:
        return False
    return bool(host) and scheme in (("https",) if client.base_url.startswith("https:") else ("http", "https"))


def _with_uuid(client: ApiClient, owner: Owner) -> Owner:
    """S3 uploads know their record by its uuid alone."""
    if owner.attachable_id is None:
        return owner
    if owner.attachable_type != EXPERIMENT:
        raise UsageError(f"via='s3' reaches sections of experiments only, not of a {owner.attachable_type}")
    request = build(api.experiments.get.request, owner.attachable_id)
    experiment = client.record(request, m.Experiment)
    return owner._replace(attach_to_uuid=experiment.uuid)
