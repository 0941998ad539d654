"""Files that belong to experiments, elements, stocks or any other record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..resource import AsyncListing, Listing


class Attachments(Resource):
    """Files that belong to experiments, elements, stocks or any other record."""

    resource_name = "attachments"

    def delete(self, id: int) -> None:
        """Delete an attachment.

        In 2025 the server answered 200 and the attachment stayed (live). Check with `attachments.get`.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.attachments.delete, id)

    def get(self, id: int) -> m.Attachment:
        """Get what is known about an attachment.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.attachments.get, id)

    def list(
        self, *, page_size: int | None = None, name: str | None = None, attachable_id: int | None = None
    ) -> Listing[m.Attachment]:
        """List attachments.

        Documented nowhere. Those of one record are found with the JSON form of `filter`, such as
        `{"attachable_id":"77"}`; ids of different kinds of records overlap, so check `attachable_type`.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
            attachable_id: Only files of the record of this id. Ids of different types overlap; see
                `attachable_type`.
        """
        return self._client.listing(
            api.attachments.list,
            m.Attachment,
            None,
            page_size=page_size,
            name=name,
            filter_=self._client.columns(attachable_id=None if attachable_id is None else str(attachable_id)),
        )

    def update(
        self, id: int, *, element_id: int | None | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.Attachment:
        """Link an attachment to an element.

        Attachment and element must belong to the same record; the element must exist. A field that is left out
        stays as it is; None clears it.

        Args:
            element_id: Id of an element of type attachments. Documented as required.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.attachments.update,
            id,
            body=self._client.build(m.AttachmentUpdate, element_id=element_id, extra=dict(extra or {})),
        )


class AsyncAttachments(AsyncResource):
    """Files that belong to experiments, elements, stocks or any other record."""

    resource_name = "attachments"

    def __init__(self, sync: Attachments) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def delete(self, id: int) -> None:
        """Delete an attachment.

        In 2025 the server answered 200 and the attachment stayed (live). Check with `attachments.get`.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Attachment:
        """Get what is known about an attachment.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(
        self, *, page_size: int | None = None, name: str | None = None, attachable_id: int | None = None
    ) -> AsyncListing[m.Attachment]:
        """List attachments.

        Documented nowhere. Those of one record are found with the JSON form of `filter`, such as
        `{"attachable_id":"77"}`; ids of different kinds of records overlap, so check `attachable_type`.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
            attachable_id: Only files of the record of this id. Ids of different types overlap; see
                `attachable_type`.
        """
        return self._client.awaited(self._sync.list(page_size=page_size, name=name, attachable_id=attachable_id))

    async def update(
        self, id: int, *, element_id: int | None | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.Attachment:
        """Link an attachment to an element.

        Attachment and element must belong to the same record; the element must exist. A field that is left out
        stays as it is; None clears it.

        Args:
            element_id: Id of an element of type attachments. Documented as required.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.update, id, element_id=element_id, extra=extra)
