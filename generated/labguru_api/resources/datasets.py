"""Datasets; `vectors` are their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, ListOptions, Resource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from ..resource import AsyncListing, Filter, Listing, Moment


class Datasets(Resource):
    """Datasets; `vectors` are their rows."""

    resource_name = "datasets"

    def create(
        self,
        *,
        name: str,
        data_attachment_id: int,
        sdf_attachment_id: int | Unset = UNSET,
        description: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Dataset:
        """Make a dataset of an uploaded file.

        Upload the table (CSV in the vendor's example) with `attachments.create` first, and give the id of the
        attachment.

        Args:
            data_attachment_id: Id of the attachment that holds the table.
            sdf_attachment_id: Id of an attachment that is an SDF file.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.datasets.create,
            body=self._client.build(
                m.DatasetCreate,
                name=name,
                data_attachment_id=data_attachment_id,
                sdf_attachment_id=sdf_attachment_id,
                description=description,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a dataset.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.datasets.delete, id)

    def find(
        self,
        *,
        name: str | None = None,
        sys_id: str | None = None,
        uuid: str | None = None,
        external_uuid: str | None = None,
    ) -> m.Dataset:
        """Find the one record that has this name, SysID or uuid; pass exactly one of them.

        Args:
            name: Its exact name or title.
            sys_id: Its SysID.
            uuid: Its uuid.
            external_uuid: The uuid that another system gave it.

        Raises:
            NotFound: There is none.
            NotUnique: There are several; the message names their ids.
            FilterError: Records of this family cannot be found in this way.
        """
        return self._client.find(
            api.datasets.list, m.Dataset, (), name=name, sys_id=sys_id, uuid=uuid, external_uuid=external_uuid
        )

    def get(self, id: int) -> m.Dataset:
        """Get a dataset with its rows.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.datasets.get, id)

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        changed_since: Moment | None = None,
        page_size: int | None = None,
        tag_ids: Iterable[int] | None = None,
        name: str | None = None,
    ) -> Listing[m.Dataset]:
        """List datasets.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            changed_since: Only records that changed then or later, newest first; reading stops at the first older
                one. A date, or a time on the server's own clock, to the minute and without a zone.
            page_size: Records per page; the server's own number by default.
            tag_ids: Ids of tags; they are sent as a text such as `['3']`. Documented for filtered lists of the
                notebook.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.

        Raises:
            FilterError: The list has no such field, or the field no such operator. Nothing was sent.
        """
        return self._client.listing(
            api.datasets.list,
            m.Dataset,
            ListOptions(where, order_by, changed_since),
            page_size=page_size,
            tag_ids=None if tag_ids is None else str([*map(str, tag_ids)]),
            name=name,
        )


class AsyncDatasets(AsyncResource):
    """Datasets; `vectors` are their rows."""

    resource_name = "datasets"

    def __init__(self, sync: Datasets) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        name: str,
        data_attachment_id: int,
        sdf_attachment_id: int | Unset = UNSET,
        description: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Dataset:
        """Make a dataset of an uploaded file.

        Upload the table (CSV in the vendor's example) with `attachments.create` first, and give the id of the
        attachment.

        Args:
            data_attachment_id: Id of the attachment that holds the table.
            sdf_attachment_id: Id of an attachment that is an SDF file.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            name=name,
            data_attachment_id=data_attachment_id,
            sdf_attachment_id=sdf_attachment_id,
            description=description,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a dataset.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def find(
        self,
        *,
        name: str | None = None,
        sys_id: str | None = None,
        uuid: str | None = None,
        external_uuid: str | None = None,
    ) -> m.Dataset:
        """Find the one record that has this name, SysID or uuid; pass exactly one of them.

        Args:
            name: Its exact name or title.
            sys_id: Its SysID.
            uuid: Its uuid.
            external_uuid: The uuid that another system gave it.

        Raises:
            NotFound: There is none.
            NotUnique: There are several; the message names their ids.
            FilterError: Records of this family cannot be found in this way.
        """
        return await self._client.run_in_thread(
            self._sync.find, name=name, sys_id=sys_id, uuid=uuid, external_uuid=external_uuid
        )

    async def get(self, id: int) -> m.Dataset:
        """Get a dataset with its rows.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        changed_since: Moment | None = None,
        page_size: int | None = None,
        tag_ids: Iterable[int] | None = None,
        name: str | None = None,
    ) -> AsyncListing[m.Dataset]:
        """List datasets.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            changed_since: Only records that changed then or later, newest first; reading stops at the first older
                one. A date, or a time on the server's own clock, to the minute and without a zone.
            page_size: Records per page; the server's own number by default.
            tag_ids: Ids of tags; they are sent as a text such as `['3']`. Documented for filtered lists of the
                notebook.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.

        Raises:
            FilterError: The list has no such field, or the field no such operator. Nothing was sent.
        """
        return self._client.awaited(
            self._sync.list(
                where=where,
                order_by=order_by,
                changed_since=changed_since,
                page_size=page_size,
                tag_ids=tag_ids,
                name=name,
            )
        )
