"""Links between records."""

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


class Links(Resource):
    """Links between records."""

    resource_name = "links"

    def create(
        self,
        *,
        source_id: int | Unset = UNSET,
        source_type: str | Unset = UNSET,
        target_id: int | Unset = UNSET,
        target_type: str | Unset = UNSET,
        source_uuid: str | Unset = UNSET,
        target_uuid: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Link:
        """Link two records.

        Name source and target either by their uuids or by their ids and class names: the vendor's page calls all
        six required, yet its scripts send one half (link.rb the uuids, lib/labguru.rb the rest). Bad input is a
        500.

        Args:
            source_type: Class name of the source, such as Biocollections::Plasmid.
            target_type: Class name of the target.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.links.create,
            body=self._client.build(
                m.LinkCreate,
                source_id=source_id,
                source_type=source_type,
                target_id=target_id,
                target_type=target_type,
                source_uuid=source_uuid,
                target_uuid=target_uuid,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a link.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.links.delete, id)

    def get(self, id: int) -> m.Link:
        """Get a link.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.links.get, id)

    def list(self, item_uuid: str) -> Listing[m.Link]:
        """List the links of a record.

        Takes no page. Whether one link or several come back is not documented.

        Args:
            item_uuid: Uuid of the record whose links are sought; an unknown one is a 404 that speaks of LgUuid.
                (The vendor's text says uuid of the link.)
        """
        return self._client.unpaged(api.links.list, m.Link, item_uuid=item_uuid)

    def update(
        self,
        id: int,
        *,
        source_id: int | None | Unset = UNSET,
        source_type: str | None | Unset = UNSET,
        target_id: int | None | Unset = UNSET,
        target_type: str | None | Unset = UNSET,
        source_uuid: str | None | Unset = UNSET,
        target_uuid: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Link:
        """Update a link.

        A field that is left out stays as it is; None clears it.

        Args:
            source_type: Class name of the source, such as Biocollections::Plasmid.
            target_type: Class name of the target.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.links.update,
            id,
            body=self._client.build(
                m.LinkUpdate,
                source_id=source_id,
                source_type=source_type,
                target_id=target_id,
                target_type=target_type,
                source_uuid=source_uuid,
                target_uuid=target_uuid,
                extra=dict(extra or {}),
            ),
        )


class AsyncLinks(AsyncResource):
    """Links between records."""

    resource_name = "links"

    def __init__(self, sync: Links) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        source_id: int | Unset = UNSET,
        source_type: str | Unset = UNSET,
        target_id: int | Unset = UNSET,
        target_type: str | Unset = UNSET,
        source_uuid: str | Unset = UNSET,
        target_uuid: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Link:
        """Link two records.

        Name source and target either by their uuids or by their ids and class names: the vendor's page calls all
        six required, yet its scripts send one half (link.rb the uuids, lib/labguru.rb the rest). Bad input is a
        500.

        Args:
            source_type: Class name of the source, such as Biocollections::Plasmid.
            target_type: Class name of the target.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            source_id=source_id,
            source_type=source_type,
            target_id=target_id,
            target_type=target_type,
            source_uuid=source_uuid,
            target_uuid=target_uuid,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a link.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Link:
        """Get a link.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, item_uuid: str) -> AsyncListing[m.Link]:
        """List the links of a record.

        Takes no page. Whether one link or several come back is not documented.

        Args:
            item_uuid: Uuid of the record whose links are sought; an unknown one is a 404 that speaks of LgUuid.
                (The vendor's text says uuid of the link.)
        """
        return self._client.awaited(self._sync.list(item_uuid))

    async def update(
        self,
        id: int,
        *,
        source_id: int | None | Unset = UNSET,
        source_type: str | None | Unset = UNSET,
        target_id: int | None | Unset = UNSET,
        target_type: str | None | Unset = UNSET,
        source_uuid: str | None | Unset = UNSET,
        target_uuid: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Link:
        """Update a link.

        A field that is left out stays as it is; None clears it.

        Args:
            source_type: Class name of the source, such as Biocollections::Plasmid.
            target_type: Class name of the target.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            source_id=source_id,
            source_type=source_type,
            target_id=target_id,
            target_type=target_type,
            source_uuid=source_uuid,
            target_uuid=target_uuid,
            extra=extra,
        )
