"""Plasmids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, ListOptions, Resource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import builtins
    from collections.abc import Mapping
    from typing import Any

    from ..resource import AsyncListing, Filter, Listing, Moment


class Plasmids(Resource):
    """Plasmids."""

    resource_name = "plasmids"

    def create(
        self,
        *,
        title: str,
        alternative_name: str | Unset = UNSET,
        owner_id: int | Unset = UNSET,
        length: int | Unset = UNSET,
        usage: str | Unset = UNSET,
        host: str | Unset = UNSET,
        resistance: str | Unset = UNSET,
        clone_number: str | Unset = UNSET,
        source: str | Unset = UNSET,
        sequence: str | Unset = UNSET,
        description: str | Unset = UNSET,
        gb_attachment_id: int | Unset = UNSET,
        parents_uuid: builtins.list[str] | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Plasmid:
        """Create a plasmid.

        To have it read from a GenBank file, upload the file first and give its id as `gb_attachment_id`.

        Args:
            owner_id: Id of a member; the caller by default.
            length: In base pairs.
            usage: What it is for.
            host: Name of the host organism.
            resistance: To antibiotics.
            source: Where it is from.
            sequence: Its bases.
            gb_attachment_id: Id of an uploaded GenBank file to read the plasmid from. In the vendor's scripts only;
                one of them sends nothing else, not even a title.
            parents_uuid: Uuids of the items this one derives from (documented apart, for any collection).
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.plasmids.create,
            body=self._client.build(
                m.PlasmidCreate,
                title=title,
                alternative_name=alternative_name,
                owner_id=owner_id,
                length=length,
                usage=usage,
                host=host,
                resistance=resistance,
                clone_number=clone_number,
                source=source,
                sequence=sequence,
                description=description,
                gb_attachment_id=gb_attachment_id,
                parents_uuid=parents_uuid,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a plasmid.

        A test that ran in 2025 gets an error for the plasmid afterwards.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.plasmids.delete, id)

    def derived_collections(self) -> builtins.list[m.DerivedCollection]:
        """List the collections whose items derive from this one's."""
        return self._client.records(api.submodules.derived_collections, m.DerivedCollection, "plasmids")

    def derived_items(
        self, id: int, collection: str | None = None, collection_id: int | None = None
    ) -> builtins.list[m.RelatedItem]:
        """List the items of one collection that derive from an item.

        Args:
            collection: Name of the collection to look in, such as plasmids. Documented as required, although
                `derived_collection_id` is said to stand in for it.
            collection_id: Id of the collection to look in, in place of its name.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.records(
            api.submodules.derived_items,
            m.RelatedItem,
            "plasmids",
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
    ) -> m.Plasmid:
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
            api.plasmids.list, m.Plasmid, (), name=name, sys_id=sys_id, uuid=uuid, external_uuid=external_uuid
        )

    def get(self, id: int) -> m.Plasmid:
        """Get a plasmid.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.plasmids.get, id)

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        changed_since: Moment | None = None,
        page_size: int | None = None,
        name: str | None = None,
    ) -> Listing[m.Plasmid]:
        """List plasmids.

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
        return self._client.listing(
            api.plasmids.list, m.Plasmid, ListOptions(where, order_by, changed_since), page_size=page_size, name=name
        )

    def parents(self, id: int) -> builtins.list[m.RelatedItem]:
        """List the items that an item derives from.

        Parents are written as `parents_uuid` when the item is created or updated. Their shape here is not known; in
        an item of a custom collection, `parents` goes from the name of a collection to a list (live).

        Raises:
            NotFound: There is no such record.
        """
        return self._client.records(api.submodules.parents, m.RelatedItem, "plasmids", id)

    def update(
        self,
        id: int,
        *,
        title: str | None | Unset = UNSET,
        alternative_name: str | None | Unset = UNSET,
        owner_id: int | None | Unset = UNSET,
        length: int | None | Unset = UNSET,
        usage: str | None | Unset = UNSET,
        host: str | None | Unset = UNSET,
        resistance: str | None | Unset = UNSET,
        clone_number: str | None | Unset = UNSET,
        source: str | None | Unset = UNSET,
        sequence: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        parents_uuid: builtins.list[str] | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Plasmid:
        """Update a plasmid.

        A field that is left out stays as it is; None clears it.

        Args:
            owner_id: Id of a member.
            length: In base pairs.
            usage: What it is for.
            host: Name of the host organism.
            resistance: To antibiotics.
            source: Where it is from.
            sequence: Its bases.
            parents_uuid: Uuids of the items this one derives from (documented apart, for any collection).
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.plasmids.update,
            id,
            body=self._client.build(
                m.PlasmidUpdate,
                title=title,
                alternative_name=alternative_name,
                owner_id=owner_id,
                length=length,
                usage=usage,
                host=host,
                resistance=resistance,
                clone_number=clone_number,
                source=source,
                sequence=sequence,
                description=description,
                parents_uuid=parents_uuid,
                extra=dict(extra or {}),
            ),
        )


class AsyncPlasmids(AsyncResource):
    """Plasmids."""

    resource_name = "plasmids"

    def __init__(self, sync: Plasmids) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        title: str,
        alternative_name: str | Unset = UNSET,
        owner_id: int | Unset = UNSET,
        length: int | Unset = UNSET,
        usage: str | Unset = UNSET,
        host: str | Unset = UNSET,
        resistance: str | Unset = UNSET,
        clone_number: str | Unset = UNSET,
        source: str | Unset = UNSET,
        sequence: str | Unset = UNSET,
        description: str | Unset = UNSET,
        gb_attachment_id: int | Unset = UNSET,
        parents_uuid: builtins.list[str] | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Plasmid:
        """Create a plasmid.

        To have it read from a GenBank file, upload the file first and give its id as `gb_attachment_id`.

        Args:
            owner_id: Id of a member; the caller by default.
            length: In base pairs.
            usage: What it is for.
            host: Name of the host organism.
            resistance: To antibiotics.
            source: Where it is from.
            sequence: Its bases.
            gb_attachment_id: Id of an uploaded GenBank file to read the plasmid from. In the vendor's scripts only;
                one of them sends nothing else, not even a title.
            parents_uuid: Uuids of the items this one derives from (documented apart, for any collection).
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            title=title,
            alternative_name=alternative_name,
            owner_id=owner_id,
            length=length,
            usage=usage,
            host=host,
            resistance=resistance,
            clone_number=clone_number,
            source=source,
            sequence=sequence,
            description=description,
            gb_attachment_id=gb_attachment_id,
            parents_uuid=parents_uuid,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a plasmid.

        A test that ran in 2025 gets an error for the plasmid afterwards.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def derived_collections(self) -> builtins.list[m.DerivedCollection]:
        """List the collections whose items derive from this one's."""
        return await self._client.run_in_thread(self._sync.derived_collections)

    async def derived_items(
        self, id: int, collection: str | None = None, collection_id: int | None = None
    ) -> builtins.list[m.RelatedItem]:
        """List the items of one collection that derive from an item.

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
    ) -> m.Plasmid:
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

    async def get(self, id: int) -> m.Plasmid:
        """Get a plasmid.

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
    ) -> AsyncListing[m.Plasmid]:
        """List plasmids.

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
        title: str | None | Unset = UNSET,
        alternative_name: str | None | Unset = UNSET,
        owner_id: int | None | Unset = UNSET,
        length: int | None | Unset = UNSET,
        usage: str | None | Unset = UNSET,
        host: str | None | Unset = UNSET,
        resistance: str | None | Unset = UNSET,
        clone_number: str | None | Unset = UNSET,
        source: str | None | Unset = UNSET,
        sequence: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        parents_uuid: builtins.list[str] | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Plasmid:
        """Update a plasmid.

        A field that is left out stays as it is; None clears it.

        Args:
            owner_id: Id of a member.
            length: In base pairs.
            usage: What it is for.
            host: Name of the host organism.
            resistance: To antibiotics.
            source: Where it is from.
            sequence: Its bases.
            parents_uuid: Uuids of the items this one derives from (documented apart, for any collection).
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            title=title,
            alternative_name=alternative_name,
            owner_id=owner_id,
            length=length,
            usage=usage,
            host=host,
            resistance=resistance,
            clone_number=clone_number,
            source=source,
            sequence=sequence,
            description=description,
            parents_uuid=parents_uuid,
            extra=extra,
        )
