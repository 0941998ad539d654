"""Rows of elements of type samples."""

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


class Samples(Resource):
    """Rows of elements of type samples."""

    resource_name = "samples"

    def create(
        self,
        *,
        container_type: str,
        container_id: int,
        item_type: str,
        item_id: int,
        generic_collection_id: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Sample:
        """Add an item to a samples element.

        Documented nowhere. The vendor's script then writes the element's `data` itself (`elements.update`), with
        what this call answered in it.

        Args:
            container_type: Element.
            container_id: Id of an element of type samples.
            item_type: Class name of the item, such as Biocollections::CellLine.
            item_id: Id of the item.
            generic_collection_id: Id of a custom collection; null for the built-in ones.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.samples.create,
            body=self._client.build(
                m.SampleCreate,
                container_type=container_type,
                container_id=container_id,
                item_type=item_type,
                item_id=item_id,
                generic_collection_id=generic_collection_id,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a row of a samples element.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.samples.delete, id)

    def delete_instrument_usage(self, sample_id: int, id: int) -> None:
        """Delete the use of an instrument for a sample.

        Args:
            sample_id: Id of the sample.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.samples.delete_instrument_usage, sample_id, id)

    def list(
        self, *, page_size: int | None = None, name: str | None = None, generic_collection_id: int | None = None
    ) -> Listing[m.Sample]:
        """List the rows of samples elements.

        Documented nowhere. A script of the vendor finds those of a custom collection with the JSON form of
        `filter`, `{"generic_collection_id":54}`.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
            generic_collection_id: Only samples from this custom collection.
        """
        return self._client.listing(
            api.samples.list,
            m.Sample,
            None,
            page_size=page_size,
            name=name,
            filter_=self._client.columns(generic_collection_id=generic_collection_id),
        )


class AsyncSamples(AsyncResource):
    """Rows of elements of type samples."""

    resource_name = "samples"

    def __init__(self, sync: Samples) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        container_type: str,
        container_id: int,
        item_type: str,
        item_id: int,
        generic_collection_id: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Sample:
        """Add an item to a samples element.

        Documented nowhere. The vendor's script then writes the element's `data` itself (`elements.update`), with
        what this call answered in it.

        Args:
            container_type: Element.
            container_id: Id of an element of type samples.
            item_type: Class name of the item, such as Biocollections::CellLine.
            item_id: Id of the item.
            generic_collection_id: Id of a custom collection; null for the built-in ones.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            container_type=container_type,
            container_id=container_id,
            item_type=item_type,
            item_id=item_id,
            generic_collection_id=generic_collection_id,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a row of a samples element.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def delete_instrument_usage(self, sample_id: int, id: int) -> None:
        """Delete the use of an instrument for a sample.

        Args:
            sample_id: Id of the sample.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete_instrument_usage, sample_id, id)

    def list(
        self, *, page_size: int | None = None, name: str | None = None, generic_collection_id: int | None = None
    ) -> AsyncListing[m.Sample]:
        """List the rows of samples elements.

        Documented nowhere. A script of the vendor finds those of a custom collection with the JSON form of
        `filter`, `{"generic_collection_id":54}`.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
            generic_collection_id: Only samples from this custom collection.
        """
        return self._client.awaited(
            self._sync.list(page_size=page_size, name=name, generic_collection_id=generic_collection_id)
        )
