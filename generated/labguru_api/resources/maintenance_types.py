"""Types of maintenance."""

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


class MaintenanceTypes(Resource):
    """Types of maintenance."""

    resource_name = "maintenance_types"

    def create(self, *, name: str, extra: Mapping[str, Any] | None = None) -> m.MaintenanceType:
        """Create a maintenance type.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.maintenance_types.create,
            body=self._client.build(m.MaintenanceTypeCreate, name=name, extra=dict(extra or {})),
        )

    def delete(self, id: int) -> None:
        """Delete a maintenance type.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.maintenance_types.delete, id)

    def get(self, id: int) -> m.MaintenanceType:
        """Get a maintenance type.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.maintenance_types.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[m.MaintenanceType]:
        """List maintenance types.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.listing(api.maintenance_types.list, m.MaintenanceType, None, page_size=page_size, name=name)

    def update(
        self, id: int, *, name: str | None | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.MaintenanceType:
        """Update a maintenance type.

        `name` is documented as required. A field that is left out stays as it is; None clears it.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.maintenance_types.update,
            id,
            body=self._client.build(m.MaintenanceTypeUpdate, name=name, extra=dict(extra or {})),
        )


class AsyncMaintenanceTypes(AsyncResource):
    """Types of maintenance."""

    resource_name = "maintenance_types"

    def __init__(self, sync: MaintenanceTypes) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(self, *, name: str, extra: Mapping[str, Any] | None = None) -> m.MaintenanceType:
        """Create a maintenance type.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(self._sync.create, name=name, extra=extra)

    async def delete(self, id: int) -> None:
        """Delete a maintenance type.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.MaintenanceType:
        """Get a maintenance type.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> AsyncListing[m.MaintenanceType]:
        """List maintenance types.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.awaited(self._sync.list(page_size=page_size, name=name))

    async def update(
        self, id: int, *, name: str | None | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.MaintenanceType:
        """Update a maintenance type.

        `name` is documented as required. A field that is left out stays as it is; None clears it.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.update, id, name=name, extra=extra)
