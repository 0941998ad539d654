"""Cages of rodents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, ListOptions, Resource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..resource import AsyncListing, Filter, Listing, Moment


class RodentCages(Resource):
    """Cages of rodents."""

    resource_name = "rodent_cages"

    def create(
        self,
        *,
        name: str,
        breeding: bool | Unset = UNSET,
        parent_id: int | Unset = UNSET,
        description: str | Unset = UNSET,
        owner_id: int | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.RodentCage:
        """Create a rodent cage.

        Args:
            breeding: True by default.
            parent_id: Id of the storage that the cage stands in.
            owner_id: Id of a member; the caller by default.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.rodent_cages.create,
            body=self._client.build(
                m.RodentCageCreate,
                name=name,
                breeding=breeding,
                parent_id=parent_id,
                description=description,
                owner_id=owner_id,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a rodent cage.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.rodent_cages.delete, id)

    def find(
        self,
        *,
        name: str | None = None,
        sys_id: str | None = None,
        uuid: str | None = None,
        external_uuid: str | None = None,
    ) -> m.RodentCage:
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
            api.rodent_cages.list, m.RodentCage, (), name=name, sys_id=sys_id, uuid=uuid, external_uuid=external_uuid
        )

    def get(self, id: int) -> m.RodentCage:
        """Get a rodent cage.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.rodent_cages.get, id)

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        changed_since: Moment | None = None,
        page_size: int | None = None,
        name: str | None = None,
    ) -> Listing[m.RodentCage]:
        """List rodent cages.

        The vendor calls this list superseded by V2 (`rodent_cages.list_v2`). That cages are filtered like the items
        of other collections is assumed.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            changed_since: Only records that changed then or later, newest first; reading stops at the first older
                one. A date, or a time on the server's own clock, to the minute and without a zone.
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.

        Raises:
            FilterError: The list has no such field, or the field no such operator. Nothing was sent.
        """
        if where is None and order_by is None and changed_since is None and name is None:
            return self._client.listing(api.rodent_cages.list_v2, m.RodentCage, None, page_size=page_size)
        return self._client.listing(
            api.rodent_cages.list,
            m.RodentCage,
            ListOptions(where, order_by, changed_since),
            page_size=page_size,
            name=name,
        )

    def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        breeding: bool | None | Unset = UNSET,
        parent_id: int | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        owner_id: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.RodentCage:
        """Update a rodent cage.

        A field that is left out stays as it is; None clears it.

        Args:
            breeding: True by default.
            parent_id: Id of the storage that the cage stands in.
            owner_id: Id of a member.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.rodent_cages.update,
            id,
            body=self._client.build(
                m.RodentCageUpdate,
                name=name,
                breeding=breeding,
                parent_id=parent_id,
                description=description,
                owner_id=owner_id,
                extra=dict(extra or {}),
            ),
        )


class AsyncRodentCages(AsyncResource):
    """Cages of rodents."""

    resource_name = "rodent_cages"

    def __init__(self, sync: RodentCages) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        name: str,
        breeding: bool | Unset = UNSET,
        parent_id: int | Unset = UNSET,
        description: str | Unset = UNSET,
        owner_id: int | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.RodentCage:
        """Create a rodent cage.

        Args:
            breeding: True by default.
            parent_id: Id of the storage that the cage stands in.
            owner_id: Id of a member; the caller by default.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            name=name,
            breeding=breeding,
            parent_id=parent_id,
            description=description,
            owner_id=owner_id,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a rodent cage.

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
    ) -> m.RodentCage:
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

    async def get(self, id: int) -> m.RodentCage:
        """Get a rodent cage.

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
        name: str | None = None,
    ) -> AsyncListing[m.RodentCage]:
        """List rodent cages.

        The vendor calls this list superseded by V2 (`rodent_cages.list_v2`). That cages are filtered like the items
        of other collections is assumed.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            changed_since: Only records that changed then or later, newest first; reading stops at the first older
                one. A date, or a time on the server's own clock, to the minute and without a zone.
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.

        Raises:
            FilterError: The list has no such field, or the field no such operator. Nothing was sent.
        """
        return self._client.awaited(
            self._sync.list(where=where, order_by=order_by, changed_since=changed_since, page_size=page_size, name=name)
        )

    async def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        breeding: bool | None | Unset = UNSET,
        parent_id: int | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        owner_id: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.RodentCage:
        """Update a rodent cage.

        A field that is left out stays as it is; None clears it.

        Args:
            breeding: True by default.
            parent_id: Id of the storage that the cage stands in.
            owner_id: Id of a member.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            name=name,
            breeding=breeding,
            parent_id=parent_id,
            description=description,
            owner_id=owner_id,
            extra=extra,
        )
