"""Files of Labguru's records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from labclients import calls
from labclients.calls import Mode, flow
from labclients.client import prepared
from labclients.errors import UsageError
from labclients.labguru.families import Deletes, Gets
from labclients.labguru.notebook import exact
from labclients.paging import Listing
from labclients.transport.effects import Flow, Work
from labguru_api import api
from labguru_api import models as m
from labguru_api.types import UNSET, File, Record


class Attachments(Gets[Mode, "m.Attachment"], Deletes[Mode, "m.Attachment"]):
    """Files that belong to experiments, elements, stocks or any other record."""

    family = "attachments"
    record = staticmethod(lambda: m.Attachment)

    update = calls.change(lambda: api.attachments.update, lambda: m.AttachmentUpdate, lambda: m.Attachment)

    def list(self, *, attachable_id: int | None = None, page_size: int | None = None) -> Listing[Mode, m.Attachment]:
        """List attachments, those of one record if told (ids of different kinds overlap: see ``attachable_type``)."""
        columns = exact(attachable_id=None if attachable_id is None else str(attachable_id))
        return self._list(filter_=columns, page_size=page_size)

    @flow
    def upload(
        self,
        file: str | Path,
        *,
        to: Record | str | None = None,
        title: str | None = None,
        description: str | None = None,
    ) -> Flow[m.Attachment]:
        """Upload a file.

        Args:
            file: Its path. It is read while it is sent.
            to: The record it belongs to, or that record's uuid. Without it, the file is stored unattached.
            title: How Labguru shows it; the file's own name unless told.
            description: A description.

        Raises:
            UsageError: There is no such file, or the record has no uuid.
        """
        path = Path(file)
        uuid = _uuid(to)
        content = yield Work(lambda: self._opened(path))
        try:
            body = prepared(
                m.AttachmentCreate,
                attachment=File(path.name, content),
                title=title or path.name,
                attach_to_uuid=uuid if uuid is not None else UNSET,
                description=description if description is not None else UNSET,
            )
            return (yield from self._core.call(api.attachments.create, body=body))
        finally:
            content.close()

    @flow
    def download(self, id: int, directory: str | Path, *, overwrite: bool = False) -> Flow[Path]:
        """Download an attachment into a directory, under its own name; the file appears whole or not at all.

        Raises:
            UsageError: The file exists (without ``overwrite``), or the directory cannot be written.
            NotFound: There is no such attachment.
        """
        from labclients.files.atomic import Partial, safe_name

        attachment = yield from self._get(id)
        name = safe_name(attachment.filename or attachment.attachment_file_name or attachment.title or f"{id}")
        sink = yield Work(lambda: Partial(Path(directory) / name, overwrite=overwrite))
        request = prepared(api.attachments.download.request, id)
        try:
            yield from self._core.exchange(request, sink=sink, options=self._core.options.for_download()).run()
            saved: Path = yield Work(sink.commit)
            return saved
        finally:
            sink.discard()

    def _opened(self, path: Path) -> Any:
        try:
            return path.open("rb")
        except OSError as error:
            reason = error.strerror
        # Not within the except clause: the error there knows the whole name, and so would the context of ours.
        raise UsageError(self._core.secrets.hide(f"{path} cannot be read: {reason}"))


def _uuid(to: Record | str | None) -> str | None:
    if to is None or isinstance(to, str):
        return to
    uuid = getattr(to, "uuid", None)
    if not isinstance(uuid, str):
        raise UsageError(f"{to!r} came without a uuid: get it again, or give the uuid of the record")
    return uuid
