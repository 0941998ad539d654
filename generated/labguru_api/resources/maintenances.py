"""Planned maintenance of equipment."""

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


class Maintenances(Resource):
    """Planned maintenance of equipment."""

    resource_name = "maintenances"

    def create(
        self,
        *,
        item_id: int,
        item_type: str,
        maintenance_type_id: int,
        frequency_period: int,
        frequency_frame: str,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Maintenance:
        """Plan the maintenance of an equipment.

        Args:
            item_id: Id of the equipment.
            item_type: Class name of the equipment: System::Instrument.
            maintenance_type_id: Id of the type (`maintenance_types`).
            frequency_period: Every so many frames.
            frequency_frame: hour, day, week, month or year.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.maintenances.create,
            body=self._client.build(
                m.MaintenanceCreate,
                item_id=item_id,
                item_type=item_type,
                maintenance_type_id=maintenance_type_id,
                frequency_period=frequency_period,
                frequency_frame=frequency_frame,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a maintenance.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.maintenances.delete, id)

    def get(self, id: int) -> m.Maintenance:
        """Get a maintenance.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.maintenances.get, id)

    def list(self, *, page_size: int | None = None) -> Listing[m.Maintenance]:
        """List maintenances.

        Args:
            page_size: Records per page; the server's own number by default.
        """
        return self._client.listing(api.maintenances.list, m.Maintenance, None, page_size=page_size)

    def update(
        self,
        id: int,
        *,
        item_id: int | None | Unset = UNSET,
        frequency_period: int | None | Unset = UNSET,
        frequency_frame: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Maintenance:
        """Update a maintenance.

        `item_id` is documented as required. A field that is left out stays as it is; None clears it.

        Args:
            item_id: Id of the equipment.
            frequency_period: Every so many frames.
            frequency_frame: hour, day, week, month or year.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.maintenances.update,
            id,
            body=self._client.build(
                m.MaintenanceUpdate,
                item_id=item_id,
                frequency_period=frequency_period,
                frequency_frame=frequency_frame,
                extra=dict(extra or {}),
            ),
        )


class AsyncMaintenances(AsyncResource):
    """Planned maintenance of equipment."""

    resource_name = "maintenances"

    def __init__(self, sync: Maintenances) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        item_id: int,
        item_type: str,
        maintenance_type_id: int,
        frequency_period: int,
        frequency_frame: str,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Maintenance:
        """Plan the maintenance of an equipment.

        Args:
            item_id: Id of the equipment.
            item_type: Class name of the equipment: System::Instrument.
            maintenance_type_id: Id of the type (`maintenance_types`).
            frequency_period: Every so many frames.
            frequency_frame: hour, day, week, month or year.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            item_id=item_id,
            item_type=item_type,
            maintenance_type_id=maintenance_type_id,
            frequency_period=frequency_period,
            frequency_frame=frequency_frame,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a maintenance.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Maintenance:
        """Get a maintenance.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None) -> AsyncListing[m.Maintenance]:
        """List maintenances.

        Args:
            page_size: Records per page; the server's own number by default.
        """
        return self._client.awaited(self._sync.list(page_size=page_size))

    async def update(
        self,
        id: int,
        *,
        item_id: int | None | Unset = UNSET,
        frequency_period: int | None | Unset = UNSET,
        frequency_frame: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Maintenance:
        """Update a maintenance.

        `item_id` is documented as required. A field that is left out stays as it is; None clears it.

        Args:
            item_id: Id of the equipment.
            frequency_period: Every so many frames.
            frequency_frame: hour, day, week, month or year.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            item_id=item_id,
            frequency_period=frequency_period,
            frequency_frame=frequency_frame,
            extra=extra,
        )
