"""A custom collection, under the very name that people see: Labguru wants it to the letter, double spaces too.
Its own columns come under their display names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Client, ListOptions, Resource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import builtins
    from collections.abc import Mapping
    from typing import Any

    from ..resource import AsyncListing, Filter, Listing, Moment


class Biocollections(Resource):
    """A custom collection, under the very name that people see: Labguru wants it to the letter, double spaces too.
    Its own columns come under their display names."""

    resource_name = "biocollections"

    def __init__(self, client: Client, name: str) -> None:
        super().__init__(client)
        self.name = name

    def create(
        self,
        *,
        name: str,
        description: str | Unset = UNSET,
        parents_uuid: builtins.list[str] | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.GenericItem:
        """Add an item to a custom collection.

        Args:
            parents_uuid: Uuids of the items this one derives from (documented).
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.biocollections.create,
            self.name,
            body=self._client.build(
                m.GenericItemCreate,
                name=name,
                description=description,
                parents_uuid=parents_uuid,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete an item of a custom collection.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.biocollections.delete, self.name, id)

    def derived_collections(self) -> builtins.list[m.DerivedCollection]:
        """List the collections whose items derive from a custom collection's."""
        return self._client.records(api.biocollections.derived_collections, m.DerivedCollection, self.name)

    def derived_items(
        self, id: int, collection: str | None = None, collection_id: int | None = None
    ) -> builtins.list[m.RelatedItem]:
        """List the items of one collection that derive from an item of a custom collection.

        Args:
            collection: Name of the collection to look in, such as plasmids. Documented as required, although
                `derived_collection_id` is said to stand in for it.
            collection_id: Id of the collection to look in, in place of its name.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.records(
            api.biocollections.derived_items,
            m.RelatedItem,
            self.name,
            id,
            derived_collection_name=collection,
            derived_collection_id=collection_id,
        )

    def find(
        self,
        *,
        name: str | None = None,
        sys_id: str | None = None,
        uuid: str | None = None,
        external_uuid: str | None = None,
    ) -> m.GenericItem:
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
            api.biocollections.list,
            m.GenericItem,
            (self.name,),
            name=name,
            sys_id=sys_id,
            uuid=uuid,
            external_uuid=external_uuid,
        )

    def get(self, id: int) -> m.GenericItem:
        """Get an item of a custom collection.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.biocollections.get, self.name, id)

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        changed_since: Moment | None = None,
        page_size: int | None = None,
    ) -> Listing[m.GenericItem]:
        """List the items of a custom collection.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            changed_since: Only records that changed then or later, newest first; reading stops at the first older
                one. A date, or a time on the server's own clock, to the minute and without a zone.
            page_size: Records per page; the server's own number by default.

        Raises:
            FilterError: The list has no such field, or the field no such operator. Nothing was sent.
        """
        return self._client.listing(
            api.biocollections.list,
            m.GenericItem,
            ListOptions(where, order_by, changed_since),
            self.name,
            page_size=page_size,
        )

    def parents(self, id: int) -> builtins.list[m.RelatedItem]:
        """List the items that an item derives from.

        Parents are written as `parents_uuid` when the item is created or updated. Their shape here is not known; in
        an item of a custom collection, `parents` goes from the name of a collection to a list (live).

        Raises:
            NotFound: There is no such record.
        """
        return self._client.records(api.submodules.parents, m.RelatedItem, self.name, id)

    def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        parents_uuid: builtins.list[str] | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.GenericItem:
        """Update an item of a custom collection.

        A field that is left out stays as it is; None clears it.

        Args:
            parents_uuid: Uuids of the items this one derives from (documented).
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.biocollections.update,
            self.name,
            id,
            body=self._client.build(
                m.GenericItemUpdate,
                name=name,
                description=description,
                parents_uuid=parents_uuid,
                extra=dict(extra or {}),
            ),
        )


class AsyncBiocollections(AsyncResource):
    """A custom collection, under the very name that people see: Labguru wants it to the letter, double spaces too.
    Its own columns come under their display names."""

    resource_name = "biocollections"

    def __init__(self, sync: Biocollections) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        name: str,
        description: str | Unset = UNSET,
        parents_uuid: builtins.list[str] | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.GenericItem:
        """Add an item to a custom collection.

        Args:
            parents_uuid: Uuids of the items this one derives from (documented).
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create, name=name, description=description, parents_uuid=parents_uuid, extra=extra
        )

    async def delete(self, id: int) -> None:
        """Delete an item of a custom collection.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def derived_collections(self) -> builtins.list[m.DerivedCollection]:
        """List the collections whose items derive from a custom collection's."""
        return await self._client.run_in_thread(self._sync.derived_collections)

    async def derived_items(
        self, id: int, collection: str | None = None, collection_id: int | None = None
    ) -> builtins.list[m.RelatedItem]:
        """List the items of one collection that derive from an item of a custom collection.

        Args:
            collection: Name of the collection to look in, such as plasmids. Documented as required, although
                `derived_collection_id` is said to stand in for it.
            collection_id: Id of the collection to look in, in place of its name.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.derived_items, id, collection, collection_id)

    async def find(
        self,
        *,
        name: str | None = None,
        sys_id: str | None = None,
        uuid: str | None = None,
        external_uuid: str | None = None,
    ) -> m.GenericItem:
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

    async def get(self, id: int) -> m.GenericItem:
        """Get an item of a custom collection.

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
    ) -> AsyncListing[m.GenericItem]:
        """List the items of a custom collection.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            changed_since: Only records that changed then or later, newest first; reading stops at the first older
                one. A date, or a time on the server's own clock, to the minute and without a zone.
            page_size: Records per page; the server's own number by default.

        Raises:
            FilterError: The list has no such field, or the field no such operator. Nothing was sent.
        """
        return self._client.awaited(
            self._sync.list(where=where, order_by=order_by, changed_since=changed_since, page_size=page_size)
        )

    async def parents(self, id: int) -> builtins.list[m.RelatedItem]:
        """List the items that an item derives from.

        Parents are written as `parents_uuid` when the item is created or updated. Their shape here is not known; in
        an item of a custom collection, `parents` goes from the name of a collection to a list (live).

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.parents, id)

    async def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        parents_uuid: builtins.list[str] | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.GenericItem:
        """Update an item of a custom collection.

        A field that is left out stays as it is; None clears it.

        Args:
            parents_uuid: Uuids of the items this one derives from (documented).
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update, id, name=name, description=description, parents_uuid=parents_uuid, extra=extra
        )
