"""Files of Labguru's records."""

from __future__ import annotations

import json
import mimetypes
import re
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from labclients._client import build
from labclients._modes import Mode, dual_mode
from labclients.errors import StatusError, UnexpectedResponse, UsageError
from labclients.labguru import methods
from labclients.labguru.families import Deletes, Gets, exact
from labclients.labguru.uploads import EXPERIMENT, Owner, Source, by_form, by_s3, standing
from labclients.paging import Listing
from labguru_api import api
from labguru_api import models as m
from labguru_api.types import Record

if TYPE_CHECKING:
    pass


class Attachments(Gets[Mode, "m.Attachment"], Deletes[Mode, "m.Attachment"]):
    """Files that belong to experiments, elements, stocks or any other record."""

    family = "attachments"
    record = staticmethod(lambda: m.Attachment)

    update = methods.change(lambda: api.attachments.update, lambda: m.AttachmentUpdate, lambda: m.Attachment)

    def list(self, *, attachable_id: int | None = None, page_size: int | None = None) -> Listing[Mode, m.Attachment]:
        """List attachments, those of one record if told (ids of different kinds overlap: see ``attachable_type``)."""
        columns = exact(attachable_id=None if attachable_id is None else str(attachable_id))
        return self._list(filter_=columns, page_size=page_size)

    @dual_mode
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
            title: How Labguru shows it; the file's own name unless told.
            description: A description.
            via: ``"s3"`` sends a large file straight to Labguru's storage, in parts of 64 MiB. Labguru documents this
                way nowhere (its own examples go it), so whether your server has it only a try can tell.

        Raises:
            UsageError: There is no such file, or the record has no uuid.
        """
        path = Path(file)
        with self._opened(path) as content:
            source = Source(content, path.name, title or path.name, description)
            owner = self._owner(to)
            stored = (by_s3 if via == "s3" else by_form)(self._client, source, owner)
        return self._place(stored, to) if owner.section_id is not None else stored

    @dual_mode
    def place(self, id: int, to: m.Section | m.Element) -> m.Attachment:
        """Show a stored file in a section of its record: in a new element there, or in an element of type attachments.

        Raises:
            NotFound: There is no such attachment, section or element.
        """
        return self._place((self._get(id)), to)

    def _place(self, stored: m.Attachment, to: object) -> m.Attachment:
        if stored.to_dict().get("id") is None:
            raise UnexpectedResponse("the file is stored, but Labguru did not say as which attachment: see the list")
        stands = f"the file is stored as attachment {stored.id}, and not yet shown there (attachments.place does it)"
        if isinstance(to, m.Section):
            with standing(stands):
                to = self._element_for(stored, to)
            stands = f"the file is stored as attachment {stored.id}, and not yet linked to element {to.id} made for it"
        if not isinstance(to, m.Element):
            raise UsageError(f"a file is shown in a section or an element, not in {to!r}")
        with standing(stands):
            body = build(m.AttachmentUpdate, element_id=to.id)
            request = build(api.attachments.update.request, stored.id, body=body)
            linked = self._client.record(request, m.Attachment)
        return m.Attachment({**stored.to_dict(), **linked.to_dict()})

    def _element_for(self, stored: m.Attachment, section: m.Section) -> m.Element:
        body = build(
            m.ElementCreate,
            container_id=section.id,
            container_type="ExperimentProcedure",
            element_type="attachments",
            data=json.dumps([stored.to_dict()]),
        )
        return self._client.record(build(api.elements.create.request, body=body), m.Element)

    def _owner(self, to: Record | str | None) -> Owner:
        """What an upload is to name as the file's record: for sections and their elements, the record around them."""
        if isinstance(to, m.Element) and to.element_type == "attachments":
            if to.container_id is None:  # in short form
                to = self._client.record(build(api.elements.get.request, to.id), m.Element)
            around = to.experiment.id if to.experiment else None
            if around is not None:
                return Owner(attachable_type=EXPERIMENT, attachable_id=around, section_id=to.container_id)
            to = self._section(to.container_id or 0)
        elif isinstance(to, m.Section) and to.container_id is None:
            to = self._section(to.id)
        if isinstance(to, m.Section):
            return Owner(attachable_type=to.container_type, attachable_id=to.container_id, section_id=to.id)
        return Owner(_uuid(to), getattr(to, "class_name", None))

    def _section(self, id: int) -> m.Section:
        return self._client.record(build(api.sections.get.request, id), m.Section)

    @dual_mode
    def size(self, id: int) -> int:
        """How many bytes an attachment has. Labguru does not tell, so its first byte is asked for; from a storage that
        gives no parts the whole file comes, and is dropped.

        Raises:
            NotFound: There is no such attachment.
            UnexpectedResponse: What came does not tell its size.
        """
        counter = _ByteCounter()
        runner = self._client.runner(
            build(api.attachments.download.request, id),
            writer=counter,
            options=self._client.options.for_download(),
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

    @dual_mode
    def download(self, id: int, directory: str | Path, *, overwrite: bool = False) -> Path:
        """Download an attachment into a directory, under its own name; the file appears whole or not at all.

        Where a file's name differs from it only in case or Unicode form, so that Windows or macOS would keep one of
        the two, the new file gets a number: ``gel (2).PNG`` beside ``gel.png``.

        Raises:
            UsageError: The file exists (without ``overwrite``), or the directory cannot be written.
            NotFound: There is no such attachment.
        """
        from labclients.files.atomic import AtomicFile, distinct_path, safe_filename

        attachment = self._get(id)
        name = safe_filename(attachment.filename or attachment.attachment_file_name or attachment.title or f"{id}")
        target = Path(directory) / name
        writer = AtomicFile(distinct_path(target), overwrite=overwrite)
        request = build(api.attachments.download.request, id)
        try:
            runner = self._client.runner(request, writer=writer, options=self._client.options.for_download())
            runner.file(may_be_html=_may_be_html(name, attachment))
            with self._client.lock:  # two files that arrive at once would not see each other
                writer.target = distinct_path(target)
                return writer.commit()
        finally:
            writer.discard()

    def _opened(self, path: Path) -> IO[bytes]:
        try:
            return path.open("rb")
        except OSError as error:
            reason = error.strerror
        # Not within the except clause: the error there knows the whole name, and so would the context of ours.
        raise UsageError(self._client.redactor.redact(f"{path} cannot be read: {reason}"))


class _ByteCounter:
    """Counts the bytes of a body, and keeps none."""

    count = 0

    def write(self, data: bytes) -> None:
        self.count += len(data)

    def restart(self) -> None:
        self.count = 0


def _may_be_html(name: str, attachment: m.Attachment) -> bool:
    media_type = mimetypes.guess_type(name)[0] or attachment.attachment_content_type or ""
    return "html" in media_type.lower()


def _uuid(to: Record | str | None) -> str | None:
    if to is None or isinstance(to, str):
        return to
    uuid = getattr(to, "uuid", None)
    if not isinstance(uuid, str):
        raise UsageError(f"{to!r} came without a uuid: get it again, or give the uuid of the record")
    return uuid
