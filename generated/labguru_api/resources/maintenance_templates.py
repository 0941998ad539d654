"""Templates of maintenance."""

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


class MaintenanceTemplates(Resource):
    """Templates of maintenance."""

    resource_name = "maintenance_templates"

    def create(
        self, *, equipment_type: str, maintenance_type_id: int, data: str, extra: Mapping[str, Any] | None = None
    ) -> m.MaintenanceTemplate:
        """Create a maintenance template.

        Args:
            maintenance_type_id: Id of the type (`maintenance_types`).
            data: JSON in a text: a list of objects with `title` and `value`, one for each field.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.maintenance_templates.create,
            body=self._client.build(
                m.MaintenanceTemplateCreate,
                equipment_type=equipment_type,
                maintenance_type_id=maintenance_type_id,
                data=data,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a maintenance template.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.maintenance_templates.delete, id)

    def get(self, id: int) -> m.MaintenanceTemplate:
        """Get a maintenance template.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.maintenance_templates.get, id)

    def list(self, *, page_size: int | None = None) -> Listing[m.MaintenanceTemplate]:
        """List maintenance templates.

        Args:
            page_size: Records per page; the server's own number by default.
        """
        return self._client.listing(api.maintenance_templates.list, m.MaintenanceTemplate, None, page_size=page_size)

    def update(
        self,
        id: int,
        *,
        equipment_type: str | None | Unset = UNSET,
        maintenance_type_id: int | None | Unset = UNSET,
        data: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.MaintenanceTemplate:
        """Update a maintenance template.

        A field that is left out stays as it is; None clears it.

        Args:
            maintenance_type_id: Id of the type (`maintenance_types`).
            data: JSON in a text: a list of objects with `title` and `value`, one for each field.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.maintenance_templates.update,
            id,
            body=self._client.build(
                m.MaintenanceTemplateUpdate,
                equipment_type=equipment_type,
                maintenance_type_id=maintenance_type_id,
                data=data,
                extra=dict(extra or {}),
            ),
        )


class AsyncMaintenanceTemplates(AsyncResource):
    """Templates of maintenance."""

    resource_name = "maintenance_templates"

    def __init__(self, sync: MaintenanceTemplates) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self, *, equipment_type: str, maintenance_type_id: int, data: str, extra: Mapping[str, Any] | None = None
    ) -> m.MaintenanceTemplate:
        """Create a maintenance template.

        Args:
            maintenance_type_id: Id of the type (`maintenance_types`).
            data: JSON in a text: a list of objects with `title` and `value`, one for each field.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            equipment_type=equipment_type,
            maintenance_type_id=maintenance_type_id,
            data=data,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a maintenance template.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.MaintenanceTemplate:
        """Get a maintenance template.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None) -> AsyncListing[m.MaintenanceTemplate]:
        """List maintenance templates.

        Args:
            page_size: Records per page; the server's own number by default.
        """
        return self._client.awaited(self._sync.list(page_size=page_size))

    async def update(
        self,
        id: int,
        *,
        equipment_type: str | None | Unset = UNSET,
        maintenance_type_id: int | None | Unset = UNSET,
        data: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.MaintenanceTemplate:
        """Update a maintenance template.

        A field that is left out stays as it is; None clears it.

        Args:
            maintenance_type_id: Id of the type (`maintenance_types`).
            data: JSON in a text: a list of objects with `title` and `value`, one for each field.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            equipment_type=equipment_type,
            maintenance_type_id=maintenance_type_id,
            data=data,
            extra=extra,
        )
