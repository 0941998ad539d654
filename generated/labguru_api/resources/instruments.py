"""Equipment; the API calls it instruments."""

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


class Instruments(Resource):
    """Equipment; the API calls it instruments."""

    resource_name = "instruments"

    def create(
        self,
        *,
        name: str,
        model_number: str | Unset = UNSET,
        serial_number: str | Unset = UNSET,
        equipment_type: str | Unset = UNSET,
        manufacturer: str | Unset = UNSET,
        purchase_date: str | Unset = UNSET,
        warranty_expired: str | Unset = UNSET,
        maintenance_information: str | Unset = UNSET,
        description: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Instrument:
        """Add a piece of equipment.

        Args:
            manufacturer: A name.
            purchase_date: YYYY-MM-DD.
            warranty_expired: YYYY-MM-DD.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.instruments.create,
            body=self._client.build(
                m.InstrumentCreate,
                name=name,
                model_number=model_number,
                serial_number=serial_number,
                equipment_type=equipment_type,
                manufacturer=manufacturer,
                purchase_date=purchase_date,
                warranty_expired=warranty_expired,
                maintenance_information=maintenance_information,
                description=description,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a piece of equipment.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.instruments.delete, id)

    def get(self, id: int) -> m.Instrument:
        """Get a piece of equipment.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.instruments.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[m.Instrument]:
        """List equipment.

        The vendor calls this list superseded by V2 (`instruments.list_v2`). A script of the vendor finds equipment
        here with `name`.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        if name is None:
            return self._client.listing(api.instruments.list_v2, m.Instrument, None, page_size=page_size)
        return self._client.listing(api.instruments.list, m.Instrument, None, page_size=page_size, name=name)

    def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        model_number: str | None | Unset = UNSET,
        serial_number: str | None | Unset = UNSET,
        equipment_type: str | None | Unset = UNSET,
        manufacturer: str | None | Unset = UNSET,
        purchase_date: str | None | Unset = UNSET,
        warranty_expired: str | None | Unset = UNSET,
        maintenance_information: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Instrument:
        """Update a piece of equipment.

        A field that is left out stays as it is; None clears it.

        Args:
            manufacturer: A name.
            purchase_date: YYYY-MM-DD.
            warranty_expired: YYYY-MM-DD.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.instruments.update,
            id,
            body=self._client.build(
                m.InstrumentUpdate,
                name=name,
                model_number=model_number,
                serial_number=serial_number,
                equipment_type=equipment_type,
                manufacturer=manufacturer,
                purchase_date=purchase_date,
                warranty_expired=warranty_expired,
                maintenance_information=maintenance_information,
                description=description,
                extra=dict(extra or {}),
            ),
        )


class AsyncInstruments(AsyncResource):
    """Equipment; the API calls it instruments."""

    resource_name = "instruments"

    def __init__(self, sync: Instruments) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        name: str,
        model_number: str | Unset = UNSET,
        serial_number: str | Unset = UNSET,
        equipment_type: str | Unset = UNSET,
        manufacturer: str | Unset = UNSET,
        purchase_date: str | Unset = UNSET,
        warranty_expired: str | Unset = UNSET,
        maintenance_information: str | Unset = UNSET,
        description: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Instrument:
        """Add a piece of equipment.

        Args:
            manufacturer: A name.
            purchase_date: YYYY-MM-DD.
            warranty_expired: YYYY-MM-DD.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            name=name,
            model_number=model_number,
            serial_number=serial_number,
            equipment_type=equipment_type,
            manufacturer=manufacturer,
            purchase_date=purchase_date,
            warranty_expired=warranty_expired,
            maintenance_information=maintenance_information,
            description=description,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a piece of equipment.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Instrument:
        """Get a piece of equipment.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> AsyncListing[m.Instrument]:
        """List equipment.

        The vendor calls this list superseded by V2 (`instruments.list_v2`). A script of the vendor finds equipment
        here with `name`.

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
        model_number: str | None | Unset = UNSET,
        serial_number: str | None | Unset = UNSET,
        equipment_type: str | None | Unset = UNSET,
        manufacturer: str | None | Unset = UNSET,
        purchase_date: str | None | Unset = UNSET,
        warranty_expired: str | None | Unset = UNSET,
        maintenance_information: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Instrument:
        """Update a piece of equipment.

        A field that is left out stays as it is; None clears it.

        Args:
            manufacturer: A name.
            purchase_date: YYYY-MM-DD.
            warranty_expired: YYYY-MM-DD.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            name=name,
            model_number=model_number,
            serial_number=serial_number,
            equipment_type=equipment_type,
            manufacturer=manufacturer,
            purchase_date=purchase_date,
            warranty_expired=warranty_expired,
            maintenance_information=maintenance_information,
            description=description,
            extra=extra,
        )
