"""Viruses."""

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


class Viruses(Resource):
    """Viruses."""

    resource_name = "viruses"

    def create(
        self,
        *,
        name: str,
        alternative_name: str | Unset = UNSET,
        gene_insert: str | Unset = UNSET,
        virus_type: str | Unset = UNSET,
        plasmid: str | Unset = UNSET,
        serotype_strain: str | Unset = UNSET,
        mutations_deletions: str | Unset = UNSET,
        tag: str | Unset = UNSET,
        selectable_marker: str | Unset = UNSET,
        producer_cell_type: str | Unset = UNSET,
        viral_coat: str | Unset = UNSET,
        tropism: str | Unset = UNSET,
        species: str | Unset = UNSET,
        safety_information: str | Unset = UNSET,
        storage_conditions: str | Unset = UNSET,
        owner_id: int | Unset = UNSET,
        source: str | Unset = UNSET,
        description: str | Unset = UNSET,
        parents_uuid: builtins.list[str] | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Virus:
        """Create a virus.

        Args:
            plasmid: Name of the plasmid that it was made with; a text, not an id.
            tag: A label of its own; `tags` are something else.
            owner_id: Id of a member; the caller by default.
            source: Where it is from.
            parents_uuid: Uuids of the items this one derives from (documented apart, for any collection).
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.viruses.create,
            body=self._client.build(
                m.VirusCreate,
                name=name,
                alternative_name=alternative_name,
                gene_insert=gene_insert,
                virus_type=virus_type,
                plasmid=plasmid,
                serotype_strain=serotype_strain,
                mutations_deletions=mutations_deletions,
                tag=tag,
                selectable_marker=selectable_marker,
                producer_cell_type=producer_cell_type,
                viral_coat=viral_coat,
                tropism=tropism,
                species=species,
                safety_information=safety_information,
                storage_conditions=storage_conditions,
                owner_id=owner_id,
                source=source,
                description=description,
                parents_uuid=parents_uuid,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a virus.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.viruses.delete, id)

    def derived_collections(self) -> builtins.list[m.DerivedCollection]:
        """List the collections whose items derive from this one's."""
        return self._client.records(api.submodules.derived_collections, m.DerivedCollection, "viruses")

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
            "viruses",
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
    ) -> m.Virus:
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
            api.viruses.list, m.Virus, (), name=name, sys_id=sys_id, uuid=uuid, external_uuid=external_uuid
        )

    def get(self, id: int) -> m.Virus:
        """Get a virus.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.viruses.get, id)

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        changed_since: Moment | None = None,
        page_size: int | None = None,
        name: str | None = None,
    ) -> Listing[m.Virus]:
        """List viruses.

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
            api.viruses.list, m.Virus, ListOptions(where, order_by, changed_since), page_size=page_size, name=name
        )

    def parents(self, id: int) -> builtins.list[m.RelatedItem]:
        """List the items that an item derives from.

        Parents are written as `parents_uuid` when the item is created or updated. Their shape here is not known; in
        an item of a custom collection, `parents` goes from the name of a collection to a list (live).

        Raises:
            NotFound: There is no such record.
        """
        return self._client.records(api.submodules.parents, m.RelatedItem, "viruses", id)

    def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        alternative_name: str | None | Unset = UNSET,
        gene_insert: str | None | Unset = UNSET,
        virus_type: str | None | Unset = UNSET,
        plasmid: str | None | Unset = UNSET,
        serotype_strain: str | None | Unset = UNSET,
        mutations_deletions: str | None | Unset = UNSET,
        tag: str | None | Unset = UNSET,
        selectable_marker: str | None | Unset = UNSET,
        producer_cell_type: str | None | Unset = UNSET,
        viral_coat: str | None | Unset = UNSET,
        tropism: str | None | Unset = UNSET,
        species: str | None | Unset = UNSET,
        safety_information: str | None | Unset = UNSET,
        storage_conditions: str | None | Unset = UNSET,
        owner_id: int | None | Unset = UNSET,
        source: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        parents_uuid: builtins.list[str] | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Virus:
        """Update a virus.

        A field that is left out stays as it is; None clears it.

        Args:
            plasmid: Name of the plasmid that it was made with; a text, not an id.
            tag: A label of its own; `tags` are something else.
            owner_id: Id of a member.
            source: Where it is from.
            parents_uuid: Uuids of the items this one derives from (documented apart, for any collection).
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.viruses.update,
            id,
            body=self._client.build(
                m.VirusUpdate,
                name=name,
                alternative_name=alternative_name,
                gene_insert=gene_insert,
                virus_type=virus_type,
                plasmid=plasmid,
                serotype_strain=serotype_strain,
                mutations_deletions=mutations_deletions,
                tag=tag,
                selectable_marker=selectable_marker,
                producer_cell_type=producer_cell_type,
                viral_coat=viral_coat,
                tropism=tropism,
                species=species,
                safety_information=safety_information,
                storage_conditions=storage_conditions,
                owner_id=owner_id,
                source=source,
                description=description,
                parents_uuid=parents_uuid,
                extra=dict(extra or {}),
            ),
        )


class AsyncViruses(AsyncResource):
    """Viruses."""

    resource_name = "viruses"

    def __init__(self, sync: Viruses) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        name: str,
        alternative_name: str | Unset = UNSET,
        gene_insert: str | Unset = UNSET,
        virus_type: str | Unset = UNSET,
        plasmid: str | Unset = UNSET,
        serotype_strain: str | Unset = UNSET,
        mutations_deletions: str | Unset = UNSET,
        tag: str | Unset = UNSET,
        selectable_marker: str | Unset = UNSET,
        producer_cell_type: str | Unset = UNSET,
        viral_coat: str | Unset = UNSET,
        tropism: str | Unset = UNSET,
        species: str | Unset = UNSET,
        safety_information: str | Unset = UNSET,
        storage_conditions: str | Unset = UNSET,
        owner_id: int | Unset = UNSET,
        source: str | Unset = UNSET,
        description: str | Unset = UNSET,
        parents_uuid: builtins.list[str] | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Virus:
        """Create a virus.

        Args:
            plasmid: Name of the plasmid that it was made with; a text, not an id.
            tag: A label of its own; `tags` are something else.
            owner_id: Id of a member; the caller by default.
            source: Where it is from.
            parents_uuid: Uuids of the items this one derives from (documented apart, for any collection).
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            name=name,
            alternative_name=alternative_name,
            gene_insert=gene_insert,
            virus_type=virus_type,
            plasmid=plasmid,
            serotype_strain=serotype_strain,
            mutations_deletions=mutations_deletions,
            tag=tag,
            selectable_marker=selectable_marker,
            producer_cell_type=producer_cell_type,
            viral_coat=viral_coat,
            tropism=tropism,
            species=species,
            safety_information=safety_information,
            storage_conditions=storage_conditions,
            owner_id=owner_id,
            source=source,
            description=description,
            parents_uuid=parents_uuid,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a virus.

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
    ) -> m.Virus:
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

    async def get(self, id: int) -> m.Virus:
        """Get a virus.

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
    ) -> AsyncListing[m.Virus]:
        """List viruses.

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
        name: str | None | Unset = UNSET,
        alternative_name: str | None | Unset = UNSET,
        gene_insert: str | None | Unset = UNSET,
        virus_type: str | None | Unset = UNSET,
        plasmid: str | None | Unset = UNSET,
        serotype_strain: str | None | Unset = UNSET,
        mutations_deletions: str | None | Unset = UNSET,
        tag: str | None | Unset = UNSET,
        selectable_marker: str | None | Unset = UNSET,
        producer_cell_type: str | None | Unset = UNSET,
        viral_coat: str | None | Unset = UNSET,
        tropism: str | None | Unset = UNSET,
        species: str | None | Unset = UNSET,
        safety_information: str | None | Unset = UNSET,
        storage_conditions: str | None | Unset = UNSET,
        owner_id: int | None | Unset = UNSET,
        source: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        parents_uuid: builtins.list[str] | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Virus:
        """Update a virus.

        A field that is left out stays as it is; None clears it.

        Args:
            plasmid: Name of the plasmid that it was made with; a text, not an id.
            tag: A label of its own; `tags` are something else.
            owner_id: Id of a member.
            source: Where it is from.
            parents_uuid: Uuids of the items this one derives from (documented apart, for any collection).
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            name=name,
            alternative_name=alternative_name,
            gene_insert=gene_insert,
            virus_type=virus_type,
            plasmid=plasmid,
            serotype_strain=serotype_strain,
            mutations_deletions=mutations_deletions,
            tag=tag,
            selectable_marker=selectable_marker,
            producer_cell_type=producer_cell_type,
            viral_coat=viral_coat,
            tropism=tropism,
            species=species,
            safety_information=safety_information,
            storage_conditions=storage_conditions,
            owner_id=owner_id,
            source=source,
            description=description,
            parents_uuid=parents_uuid,
            extra=extra,
        )
