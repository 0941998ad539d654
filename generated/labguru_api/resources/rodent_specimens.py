"""Rodent specimens."""

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


class RodentSpecimens(Resource):
    """Rodent specimens."""

    resource_name = "rodent_specimens"

    def create(
        self,
        *,
        name: str,
        status: str,
        description: str | Unset = UNSET,
        alternative_name: str | Unset = UNSET,
        owner_id: int | Unset = UNSET,
        genotype: str | Unset = UNSET,
        phenotype: str | Unset = UNSET,
        ear_tag: str | Unset = UNSET,
        coat_tag: str | Unset = UNSET,
        sex: str | Unset = UNSET,
        ethics: str | Unset = UNSET,
        dob: str | Unset = UNSET,
        dod: str | Unset = UNSET,
        source: str | Unset = UNSET,
        parents_uuid: builtins.list[str] | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.RodentSpecimen:
        """Create a rodent specimen.

        Args:
            status: alive, dead, missing or sacrificed.
            owner_id: Id of a member; the caller by default.
            sex: male, female or unknown.
            ethics: Id of the ethics approval, as a text.
            dob: When it was born, YYYY-MM-DD.
            dod: When it died, YYYY-MM-DD.
            source: Where it is from.
            parents_uuid: Uuids of the items this one derives from (documented apart, for any collection).
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.rodent_specimens.create,
            body=self._client.build(
                m.RodentSpecimenCreate,
                name=name,
                status=status,
                description=description,
                alternative_name=alternative_name,
                owner_id=owner_id,
                genotype=genotype,
                phenotype=phenotype,
                ear_tag=ear_tag,
                coat_tag=coat_tag,
                sex=sex,
                ethics=ethics,
                dob=dob,
                dod=dod,
                source=source,
                parents_uuid=parents_uuid,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a rodent specimen.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.rodent_specimens.delete, id)

    def derived_collections(self) -> builtins.list[m.DerivedCollection]:
        """List the collections whose items derive from this one's."""
        return self._client.records(api.submodules.derived_collections, m.DerivedCollection, "rodent_specimens")

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
            "rodent_specimens",
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
    ) -> m.RodentSpecimen:
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
            api.rodent_specimens.list,
            m.RodentSpecimen,
            (),
            name=name,
            sys_id=sys_id,
            uuid=uuid,
            external_uuid=external_uuid,
        )

    def get(self, id: int) -> m.RodentSpecimen:
        """Get a rodent specimen.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.rodent_specimens.get, id)

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        changed_since: Moment | None = None,
        page_size: int | None = None,
        name: str | None = None,
    ) -> Listing[m.RodentSpecimen]:
        """List rodent specimens.

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
            api.rodent_specimens.list,
            m.RodentSpecimen,
            ListOptions(where, order_by, changed_since),
            page_size=page_size,
            name=name,
        )

    def parents(self, id: int) -> builtins.list[m.RelatedItem]:
        """List the items that an item derives from.

        Parents are written as `parents_uuid` when the item is created or updated. Their shape here is not known; in
        an item of a custom collection, `parents` goes from the name of a collection to a list (live).

        Raises:
            NotFound: There is no such record.
        """
        return self._client.records(api.submodules.parents, m.RelatedItem, "rodent_specimens", id)

    def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        status: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        alternative_name: str | None | Unset = UNSET,
        owner_id: int | None | Unset = UNSET,
        genotype: str | None | Unset = UNSET,
        phenotype: str | None | Unset = UNSET,
        ear_tag: str | None | Unset = UNSET,
        coat_tag: str | None | Unset = UNSET,
        sex: str | None | Unset = UNSET,
        ethics: str | None | Unset = UNSET,
        dob: str | None | Unset = UNSET,
        dod: str | None | Unset = UNSET,
        source: str | None | Unset = UNSET,
        parents_uuid: builtins.list[str] | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.RodentSpecimen:
        """Update a rodent specimen.

        A field that is left out stays as it is; None clears it.

        Args:
            status: alive, dead, missing or sacrificed.
            owner_id: Id of a member.
            sex: male, female or unknown.
            ethics: Id of the ethics approval, as a text.
            dob: When it was born, YYYY-MM-DD.
            dod: When it died, YYYY-MM-DD.
            source: Where it is from.
            parents_uuid: Uuids of the items this one derives from (documented apart, for any collection).
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.rodent_specimens.update,
            id,
            body=self._client.build(
                m.RodentSpecimenUpdate,
                name=name,
                status=status,
                description=description,
                alternative_name=alternative_name,
                owner_id=owner_id,
                genotype=genotype,
                phenotype=phenotype,
                ear_tag=ear_tag,
                coat_tag=coat_tag,
                sex=sex,
                ethics=ethics,
                dob=dob,
                dod=dod,
                source=source,
                parents_uuid=parents_uuid,
                extra=dict(extra or {}),
            ),
        )


class AsyncRodentSpecimens(AsyncResource):
    """Rodent specimens."""

    resource_name = "rodent_specimens"

    def __init__(self, sync: RodentSpecimens) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        name: str,
        status: str,
        description: str | Unset = UNSET,
        alternative_name: str | Unset = UNSET,
        owner_id: int | Unset = UNSET,
        genotype: str | Unset = UNSET,
        phenotype: str | Unset = UNSET,
        ear_tag: str | Unset = UNSET,
        coat_tag: str | Unset = UNSET,
        sex: str | Unset = UNSET,
        ethics: str | Unset = UNSET,
        dob: str | Unset = UNSET,
        dod: str | Unset = UNSET,
        source: str | Unset = UNSET,
        parents_uuid: builtins.list[str] | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.RodentSpecimen:
        """Create a rodent specimen.

        Args:
            status: alive, dead, missing or sacrificed.
            owner_id: Id of a member; the caller by default.
            sex: male, female or unknown.
            ethics: Id of the ethics approval, as a text.
            dob: When it was born, YYYY-MM-DD.
            dod: When it died, YYYY-MM-DD.
            source: Where it is from.
            parents_uuid: Uuids of the items this one derives from (documented apart, for any collection).
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            name=name,
            status=status,
            description=description,
            alternative_name=alternative_name,
            owner_id=owner_id,
            genotype=genotype,
            phenotype=phenotype,
            ear_tag=ear_tag,
            coat_tag=coat_tag,
            sex=sex,
            ethics=ethics,
            dob=dob,
            dod=dod,
            source=source,
            parents_uuid=parents_uuid,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a rodent specimen.

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
    ) -> m.RodentSpecimen:
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

    async def get(self, id: int) -> m.RodentSpecimen:
        """Get a rodent specimen.

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
    ) -> AsyncListing[m.RodentSpecimen]:
        """List rodent specimens.

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
        status: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        alternative_name: str | None | Unset = UNSET,
        owner_id: int | None | Unset = UNSET,
        genotype: str | None | Unset = UNSET,
        phenotype: str | None | Unset = UNSET,
        ear_tag: str | None | Unset = UNSET,
        coat_tag: str | None | Unset = UNSET,
        sex: str | None | Unset = UNSET,
        ethics: str | None | Unset = UNSET,
        dob: str | None | Unset = UNSET,
        dod: str | None | Unset = UNSET,
        source: str | None | Unset = UNSET,
        parents_uuid: builtins.list[str] | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.RodentSpecimen:
        """Update a rodent specimen.

        A field that is left out stays as it is; None clears it.

        Args:
            status: alive, dead, missing or sacrificed.
            owner_id: Id of a member.
            sex: male, female or unknown.
            ethics: Id of the ethics approval, as a text.
            dob: When it was born, YYYY-MM-DD.
            dod: When it died, YYYY-MM-DD.
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
            status=status,
            description=description,
            alternative_name=alternative_name,
            owner_id=owner_id,
            genotype=genotype,
            phenotype=phenotype,
            ear_tag=ear_tag,
            coat_tag=coat_tag,
            sex=sex,
            ethics=ethics,
            dob=dob,
            dod=dod,
            source=source,
            parents_uuid=parents_uuid,
            extra=extra,
        )
