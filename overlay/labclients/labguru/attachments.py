"""Files of Labguru's records: upload and download."""

from __future__ import annotations

import io
import json
import mimetypes
import os
import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple

from labclients._client import build
from labclients._environment import origin_of
from labclients._operations import Operation
from labclients._redaction import Redactor, Secret
from labclients._retries import RequestRunner
from labclients._transport import FileSlice, Request
from labclients.errors import LabClientsError, StatusError, UnexpectedResponse, UsageError
from labclients.labguru.resource import LabguruClient
from labguru_api import api
from labguru_api import models as m
from labguru_api.resources import attachments as generated
from labguru_api.types import File, Record

EXPERIMENT = "Projects::Experiment"
PART = 1 << 26  # 64 MiB; S3 takes parts from 5 MiB on
MAX_PARTS = 10_000

# To put the same bytes at the same place again changes nothing: unlike a write, it is tried again.
STORE = Operation("store", "store", frozenset(), None, "")


class Owner(NamedTuple):
    """The record that a file belongs to, by its uuid or by class and id, in Labguru's words."""

    attach_to_uuid: str | None = None
    attachable_type: str | None = None
    attachable_id: int | None = None
    section_id: int | None = None


class Upload(NamedTuple):
    """An open file, and how Labguru is to show it."""

    file: IO[bytes]
    name: str
    title: str
    description: str | None

    def size(self) -> int:
        return os.fstat(self.file.fileno()).st_size


class UnchangedFile(io.BufferedReader):
    """A file that is read only as long as nothing writes to it, since its size is announced before its bytes.

    Raises:
        UsageError: On reading: it has another size or another time of change than when it was opened.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path))
        self._state = self._size_and_time()

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        if self._size_and_time() != self._state:
            raise UsageError("the file changed while it was uploaded: upload it when nothing writes to it")
        return data

    def _size_and_time(self) -> tuple[int, int]:
        status = os.fstat(self.fileno())
        return status.st_size, status.st_mtime_ns


class Attachments(generated.Attachments):
    """Files that belong to experiments, elements, stocks or any other record."""

    def __init__(self, client: LabguruClient) -> None:
        super().__init__(client)
        self._labguru = client

    def upload(
        self,
        file: str | Path,
        *,
        to: Record | str | None = None,
        title: str | None = None,
        description: str | None = None,
        via: Literal["form", "s3"] = "form",
    ) -> m.Attachment:
        """Upload a file.

        Into a section it goes by Labguru's own way, in three steps: the file is stored with the record around the
        section, an element of type attachments is made there, and the two are linked. Into an element of that type it
        goes in two. If a later step fails, the error says what stands already; `place` does the rest.

        Args:
            file: Its path. It is read while it is sent.
            to: The record it belongs to (an experiment, a section, an element, a stock, ...), or that record's uuid.
                Without it, the file is stored unattached.
            title: How Labguru shows it; the file's own name by default.
            description: A description.
            via: ``"s3"`` sends a large file straight to Labguru's storage, in parts of 64 MiB. Labguru documents this
                way nowhere (its own examples go it), so whether your server has it only a try can tell.

        Raises:
            UsageError: There is no such file, it is no regular file (a pipe, say), it changes while it is sent, or the
                record has no uuid.
        """
        if via not in ("form", "s3"):
            raise UsageError(f'via must be "form" or "s3", not {via!r}')
        path = Path(file)
        with self._open(path) as content:
            upload = Upload(content, path.name, title or path.name, description)
            owner = owner_of(self._labguru.result, to)
            stored = self._by_s3(upload, owner) if via == "s3" else self._by_form(upload, owner)
        return self._place(stored, to) if owner.section_id is not None else stored

    def place(self, id: int, to: m.Section | m.Element) -> m.Attachment:
        """Show a stored file in a section of its record: in a new element there, or in an element of type attachments.

        Raises:
            NotFound: There is no such attachment, section or element.
        """
        return self._place(self.get(id), to)

    def size(self, id: int) -> int:
        """How many bytes an attachment has. Labguru does not tell, so its first byte is asked for; from a storage that
        gives no parts the whole file comes, and is dropped.

        Raises:
            NotFound: There is no such attachment.
            UnexpectedResponse: What came does not tell its size.
        """
        counter = _ByteCounter()
        runner = self._labguru.runner(
            build(api.attachments.download.request, id),
            writer=counter,
            options=self._labguru.options.for_download(),
            headers={"Range": "bytes=0-0"},
        )
        try:
            response = runner.file()
        except StatusError as error:
            if error.status != 416 or runner.response is None:  # an empty file has no first byte
                raise
            response = runner.response
        total = re.search(r"/([0-9]{1,18})\Z", response.headers.get("content-range", ""))
        if response.status == 206 and not total:
            raise runner.error(UnexpectedResponse, "the server sent a part of the file, and not how large the whole is")
        return int(total[1]) if total else counter.count

    def download(self, id: int, directory: str | Path, *, overwrite: bool = False) -> Path:
        """Download an attachment into a directory, under its own name; the file appears whole or not at all.

        Where a file's name differs from it only in case or Unicode form, so that Windows or macOS would keep one of
        the two, the new file gets a number: ``gel (2).PNG`` beside ``gel.png``.

        Raises:
            UsageError: The file exists (without ``overwrite``), or the directory cannot be written.
            NotFound: There is no such attachment.
        """
        from labclients.files.atomic import AtomicFile, distinct_path, safe_filename

        attachment = self.get(id)
        name = safe_filename(attachment.filename or attachment.attachment_file_name or attachment.title or f"{id}")
        media_type = mimetypes.guess_type(name)[0] or attachment.attachment_content_type or ""
        target = Path(directory) / name
        writer = AtomicFile(distinct_path(target), overwrite=overwrite)
        request, options = build(api.attachments.download.request, id), self._labguru.options.for_download()
        try:
            runner = self._labguru.runner(request, writer=writer, options=options)
            runner.file(may_be_html="html" in media_type.lower())
            with self._labguru.lock:  # two files that arrive at once would not see each other
                writer.target = distinct_path(target)
                return writer.commit()
        finally:
            writer.discard()

    # ---- where a file goes

    def _place(self, stored: m.Attachment, to: object) -> m.Attachment:
        if "id" not in stored or stored["id"] is None:
            raise UnexpectedResponse("the file is stored, but Labguru did not say as which attachment: see the list")
        done = f"the file is stored as attachment {stored.id}, and not yet shown there (attachments.place does it)"
        if isinstance(to, m.Section):
            element: Any = {
                "container_id": to.id,
                "container_type": "ExperimentProcedure",
                "element_type": "attachments",
            }
            body: Any = build(m.ElementCreate, **element, data=json.dumps([stored.to_dict()]))
            with _after(done):
                to = self._labguru.record(api.elements.create, body=body)
            done = f"the file is stored as attachment {stored.id}, and not yet linked to element {to.id} made for it"
        if not isinstance(to, m.Element):
            raise UsageError(f"a file is shown in a section or an element, not in {to!r}")
        with _after(done):
            linked = self.update(stored.id, element_id=to.id)
        return m.Attachment({**stored.to_dict(), **linked.to_dict()})

    def _open(self, path: Path) -> IO[bytes]:
        try:
            if path.exists() and not path.is_file():  # to open a pipe would wait for who writes to it
                reason: str | None = "it is not a regular file"
            else:
                return UnchangedFile(path)
        except OSError as error:
            reason = error.strerror
        # Not within the except clause: the error there knows the whole name, and so would the context of ours.
        raise UsageError(self._labguru.redactor.redact(f"{path} cannot be read: {reason}"))

    # ---- how its bytes are sent

    def _by_form(self, upload: Upload, owner: Owner) -> m.Attachment:
        """The documented way: one request."""
        place = Owner(owner.attach_to_uuid) if owner.attach_to_uuid else owner
        fields: Any = _drop_none({**place._asdict(), "description": upload.description})
        body = build(m.AttachmentCreate, attachment=File(upload.name, upload.file), title=upload.title, **fields)
        options = self._labguru.options.for_download()
        return self._labguru.send(api.attachments.create, build(api.attachments.create.request, body=body), options)

    def _by_s3(self, upload: Upload, owner: Owner) -> m.Attachment:
        """The way of Labguru's own scripts for large files: it gives links, and the bytes go to its storage."""
        size = upload.size()
        if owner.attachable_id is not None:  # this way knows records by their uuid alone
            if owner.attachable_type != EXPERIMENT:
                text = f"via='s3' reaches sections of experiments only, not of a {owner.attachable_type}"
                raise UsageError(text)
            experiment = self._labguru.record(api.experiments.get, owner.attachable_id)
            owner = owner._replace(attach_to_uuid=experiment.uuid)
        media_type = mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
        fields: Any = _drop_none({"attach_to_uuid": owner.attach_to_uuid, "attachable_type": owner.attachable_type})
        item = build(
            m.AttachmentUploadCreate,
            title=upload.title,
            attachment=m.AttachmentFileCreate(original_filename=upload.name, content_type=media_type),
            extra=_drop_none({"description": upload.description}),
            **fields,
        )
        return self._in_one(upload, item, size) if size <= PART else self._in_parts(upload, item, size)

    def _in_one(self, upload: Upload, item: m.AttachmentUploadCreate, size: int) -> m.Attachment:
        begun = self._labguru.record(api.attachments.s3_direct_upload, body=item)
        with _after(f"attachment {begun.id or '(its id is not known)'} is begun, without its bytes: upload it anew"):
            self._store(Secret(begun.presigned_url), FileSlice(upload.file, 0, size))
        if begun.id is None:
            return m.Attachment({key: value for key, value in begun.to_dict().items() if key != "presigned_url"})
        return self._stored(begun.id)

    def _in_parts(self, upload: Upload, item: m.AttachmentUploadCreate, size: int) -> m.Attachment:
        part = max(PART, -(-size // MAX_PARTS))
        starts = range(0, size, part)
        body = build(m.AttachmentMultipartUploadCreate, item=item, parts=len(starts))
        begun = self._labguru.record(api.attachments.s3_multipart_upload, body=body)
        links, id, upload_id = [Secret(url) for url in begun.urls or []], begun.id, begun.upload_id
        if len(links) != len(starts) or id is None or upload_id is None:
            request = build(api.attachments.s3_multipart_upload.request, body=body)
            raise self._labguru.runner(request).error(UnexpectedResponse, f"no links for {len(starts)} parts came")
        etags: list[str] = []
        for start, link in zip(starts, links, strict=True):
            piece = FileSlice(upload.file, start, min(part, size - start))
            with _after(f"attachment {id} is begun, with {len(etags)} of {len(starts)} parts stored: upload it anew"):
                etags.append(self._store(link, piece, tagged=True))
        with _after(f"all parts of attachment {id} are stored, but not joined: upload it anew"):
            end = build(m.AttachmentMultipartFinishCreate, id=id, upload_id=upload_id, etags=etags)
            self._labguru.result(api.attachments.s3_multipart_finished, body=end)
        return self._stored(id)

    def _stored(self, id: int) -> m.Attachment:
        with _after(f"the file is stored as attachment {id}"):
            return self.get(id)

    def _store(self, link: Secret[Any], part: FileSlice, *, tagged: bool = False) -> str:
        """Send bytes to a link, which needs no token and is a secret itself; the storage's ETag for them."""
        client = self._labguru
        if not _is_safe(client.base_url, link):
            raise UnexpectedResponse("Labguru gave no safe link to store the file at")
        runner = RequestRunner(
            Request("PUT", link.reveal(), headers={"Content-Length": str(part.size)}, content=part),
            STORE,
            operations=client.operations,
            base_path="",
            transport=client.transport,
            options=client.options.for_download(),
            redactor=Redactor().with_url_secrets(link),
            auth=None,
        )
        tag = runner.execute().headers.get("etag", "")
        if tagged and not tag:
            raise runner.error(UnexpectedResponse, "the storage took a part and gave no ETag for it")
        return tag


class AsyncAttachments(generated.AsyncAttachments):
    """Files that belong to experiments, elements, stocks or any other record."""

    def __init__(self, sync: Attachments) -> None:
        super().__init__(sync)
        self._attachments = sync

    async def upload(
        self,
        file: str | Path,
        *,
        to: Record | str | None = None,
        title: str | None = None,
        description: str | None = None,
        via: Literal["form", "s3"] = "form",
    ) -> m.Attachment:
        """Upload a file; see `Attachments.upload`."""
        upload = self._attachments.upload
        return await self._client.run_in_thread(upload, file, to=to, title=title, description=description, via=via)

    async def place(self, id: int, to: m.Section | m.Element) -> m.Attachment:
        """Show a stored file in a section or an element; see `Attachments.place`."""
        return await self._client.run_in_thread(self._attachments.place, id, to)

    async def size(self, id: int) -> int:
        """How many bytes an attachment has; see `Attachments.size`."""
        return await self._client.run_in_thread(self._attachments.size, id)

    async def download(self, id: int, directory: str | Path, *, overwrite: bool = False) -> Path:
        """Download an attachment into a directory, under its own name; see `Attachments.download`."""
        return await self._client.run_in_thread(self._attachments.download, id, directory, overwrite=overwrite)


def owner_of(call: Callable[..., Any], to: Record | str | None) -> Owner:
    """What an upload names as the file's record: for sections and their elements, the record around them.

    `call` calls an operation.
    """
    section = to if isinstance(to, m.Section) else None
    if isinstance(to, m.Element) and to.element_type == "attachments":
        element: m.Element = to if to.container_id is not None else call(api.elements.get, to.id)  # in short form
        around = element.experiment.id if element.experiment else None
        if around is not None:
            return Owner(attachable_type=EXPERIMENT, attachable_id=around, section_id=element.container_id)
        section = call(api.sections.get, element.container_id or 0)
    elif section is not None and section.container_id is None:
        section = call(api.sections.get, section.id)
    if section is not None:
        return Owner(attachable_type=section.container_type, attachable_id=section.container_id, section_id=section.id)
    if isinstance(to, str) and not to.strip():
        raise UsageError("to is an empty text: give the record that the file belongs to, or its uuid")
    if to is None or isinstance(to, str):
        return Owner(to)
    uuid = getattr(to, "uuid", None)
    if not isinstance(uuid, str):
        raise UsageError(f"{to!r} came without a uuid: get it again, or give the uuid of the record")
    return Owner(uuid, getattr(to, "class_name", None))


class _ByteCounter:
    """Counts the bytes of a body, and keeps none."""

    count = 0

    def write(self, data: bytes) -> None:
        self.count += len(data)

    def restart(self) -> None:
        self.count = 0


@contextmanager
def _after(done: str) -> Generator[None]:
    """Let an error of the block say what was done before it, and what remains."""
    try:
        yield
    except LabClientsError as error:
        error.args = (f"{error.message}; {done}",)
        raise


def _is_safe(base_url: str, link: Secret[Any]) -> bool:
    """Whether a file may be sent to the link that Labguru gave."""
    try:
        scheme, host, _ = origin_of(str(link.reveal() or ""))
    except ValueError:
        return False
    return bool(host) and scheme in (("https",) if base_url.startswith("https:") else ("http", "https"))


def _drop_none(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
