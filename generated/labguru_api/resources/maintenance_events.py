"""Maintenance of equipment that was done."""

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


class MaintenanceEvents(Resource):
    """Maintenance of equipment that was done."""

    resource_name = "maintenance_events"

    def create(
        self,
        *,
        item_id: int,
        item_type: str,
        maintenance_id: int,
        data: str,
        performed_at: str,
        performed_by: int,
        extra: Mapping[str, Any] | None = None,
    ) -> m.MaintenanceEvent:
        """Record that a maintenance was done.

        Args:
            item_id: Id of the equipment.
            item_type: Class name of the equipment: System::Instrument.
            maintenance_id: Id of the maintenance (`maintenances`).
            data: JSON in a text: a list of objects with `title` and `value`, one for each field of the template.
            performed_at: YYYY-MM-DD.
            performed_by: Id of a member.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.maintenance_events.create,
            body=self._client.build(
                m.MaintenanceEventCreate,
                item_id=item_id,
                item_type=item_type,
                maintenance_id=maintenance_id,
                data=data,
                performed_at=performed_at,
                performed_by=performed_by,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a maintenance event.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.maintenance_events.delete, id)

    def get(self, id: int) -> m.MaintenanceEvent:
        """Get a maintenance event.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.maintenance_events.get, id)

    def list(self, *, page_size: int | None = None) -> Listing[m.MaintenanceEvent]:
        """List maintenance events.

        Args:
            page_size: Records per page; the server's own number by default.
        """
        return self._client.listing(api.maintenance_events.list, m.MaintenanceEvent, None, page_size=page_size)

    def update(
        self,
        id: int,
        *,
        item_id: int | None | Unset = UNSET,
        item_type: str | None | Unset = UNSET,
        maintenance_id: int | None | Unset = UNSET,
        data: str | None | Unset = UNSET,
        performed_at: str | None | Unset = UNSET,
        performed_by: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.MaintenanceEvent:
        """Update a maintenance event.

        A field that is left out stays as it is; None clears it.

        Args:
            item_id: Id of the equipment.
            item_type: Class name of the equipment: System::Instrument.
            maintenance_id: Id of the maintenance (`maintenances`).
            data: JSON in a text: a list of objects with `title` and `value`, one for each field of the template.
            performed_at: YYYY-MM-DD.
            performed_by: Id of a member.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.maintenance_events.update,
            id,
            body=self._client.build(
                m.MaintenanceEventUpdate,
                item_id=item_id,
                item_type=item_type,
                maintenance_id=maintenance_id,
                data=data,
                performed_at=performed_at,
                performed_by=performed_by,
                extra=dict(extra or {}),
            ),
        )


class AsyncMaintenanceEvents(AsyncResource):
    """Maintenance of equipment that was done."""

    resource_name = "maintenance_events"

    def __init__(self, sync: MaintenanceEvents) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        item_id: int,
        item_type: str,
        maintenance_id: int,
        data: str,
        performed_at: str,
        performed_by: int,
        extra: Mapping[str, Any] | None = None,
    ) -> m.MaintenanceEvent:
        """Record that a maintenance was done.

        Args:
            item_id: Id of the equipment.
            item_type: Class name of the equipment: System::Instrument.
            maintenance_id: Id of the maintenance (`maintenances`).
            data: JSON in a text: a list of objects with `title` and `value`, one for each field of the template.
            performed_at: YYYY-MM-DD.
            performed_by: Id of a member.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            item_id=item_id,
            item_type=item_type,
            maintenance_id=maintenance_id,
            data=data,
            performed_at=performed_at,
            performed_by=performed_by,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a maintenance event.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.MaintenanceEvent:
        """Get a maintenance event.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None) -> AsyncListing[m.MaintenanceEvent]:
        """List maintenance events.

        Args:
            page_size: Records per page; the server's own number by default.
        """
        return self._client.awaited(self._sync.list(page_size=page_size))

    async def update(
        self,
        id: int,
        *,
        item_id: int | None | Unset = UNSET,
        item_type: str | None | Unset = UNSET,
        maintenance_id: int | None | Unset = UNSET,
        data: str | None | Unset = UNSET,
        performed_at: str | None | Unset = UNSET,
        performed_by: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.MaintenanceEvent:
        """Update a maintenance event.

        A field that is left out stays as it is; None clears it.

        Args:
            item_id: Id of the equipment.
            item_type: Class name of the equipment: System::Instrument.
            maintenance_id: Id of the maintenance (`maintenances`).
            data: JSON in a text: a list of objects with `title` and `value`, one for each field of the template.
            performed_at: YYYY-MM-DD.
            performed_by: Id of a member.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            item_id=item_id,
            item_type=item_type,
            maintenance_id=maintenance_id,
            data=data,
            performed_at=performed_at,
            performed_by=performed_by,
            extra=extra,
        )
