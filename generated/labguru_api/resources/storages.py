"""Storages, such as freezers and shelves."""

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


class Storages(Resource):
    """Storages, such as freezers and shelves."""

    resource_name = "storages"

    def create(
        self,
        *,
        name: str,
        storage_type_id: int,
        description: str | Unset = UNSET,
        temperature: int | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Storage:
        """Add a storage.

        Args:
            storage_type_id: Room 1, Shelf 21, Closet 61, Drawer 81, Cage 111, Refrigerator 120, Freezer 121, Cryo
                container 201, Slide Rack 251, Other 321, Rack 322; there may be more.
            temperature: Its unit is not documented.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.storages.create,
            body=self._client.build(
                m.StorageCreate,
                name=name,
                storage_type_id=storage_type_id,
                description=description,
                temperature=temperature,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a storage.

        Documented with status 201, unlike most deletions.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.storages.delete, id)

    def get(self, id: int) -> m.Storage:
        """Get a storage.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.storages.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[m.Storage]:
        """List storages.

        Rooms, freezers, shelves and the like. Boxes are a family of their own.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.listing(api.storages.list, m.Storage, None, page_size=page_size, name=name)

    def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        storage_type_id: int | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        temperature: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Storage:
        """Update a storage.

        A field that is left out stays as it is; None clears it.

        Args:
            storage_type_id: See StorageCreate.
            temperature: Its unit is not documented.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.storages.update,
            id,
            body=self._client.build(
                m.StorageUpdate,
                name=name,
                storage_type_id=storage_type_id,
                description=description,
                temperature=temperature,
                extra=dict(extra or {}),
            ),
        )


class AsyncStorages(AsyncResource):
    """Storages, such as freezers and shelves."""

    resource_name = "storages"

    def __init__(self, sync: Storages) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        name: str,
        storage_type_id: int,
        description: str | Unset = UNSET,
        temperature: int | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Storage:
        """Add a storage.

        Args:
            storage_type_id: Room 1, Shelf 21, Closet 61, Drawer 81, Cage 111, Refrigerator 120, Freezer 121, Cryo
                container 201, Slide Rack 251, Other 321, Rack 322; there may be more.
            temperature: Its unit is not documented.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            name=name,
            storage_type_id=storage_type_id,
            description=description,
            temperature=temperature,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a storage.

        Documented with status 201, unlike most deletions.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Storage:
        """Get a storage.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> AsyncListing[m.Storage]:
        """List storages.

        Rooms, freezers, shelves and the like. Boxes are a family of their own.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.awaited(self._sync.list(page_size=page_size, name=name))

    async def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        storage_type_id: int | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        temperature: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Storage:
        """Update a storage.

        A field that is left out stays as it is; None clears it.

        Args:
            storage_type_id: See StorageCreate.
            temperature: Its unit is not documented.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            name=name,
            storage_type_id=storage_type_id,
            description=description,
            temperature=temperature,
            extra=extra,
        )
