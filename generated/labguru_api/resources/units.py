"""Units of weight, volume and concentration; `delete` needs to know which of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..resource import AsyncListing, Listing


class Units(Resource):
    """Units of weight, volume and concentration; `delete` needs to know which of them."""

    resource_name = "units"

    def create(self, *, name: str, type_for: str, extra: Mapping[str, Any] | None = None) -> m.Unit:
        """Add a unit.

        Args:
            type_for: weight, volume or concentration.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.units.create,
            body=self._client.build(m.UnitCreate, name=name, type_for=type_for, extra=dict(extra or {})),
        )

    def delete(self, id: int, *, unit_type: str, extra: Mapping[str, Any] | None = None) -> None:
        """Delete a unit.

        The DELETE has a body, which names the kind of the unit.

        Args:
            unit_type: weight, volume or concentration.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(
            api.units.delete,
            id,
            body=self._client.build(m.UnitDeletionCreate, unit_type=unit_type, extra=dict(extra or {})),
        )

    def get(self, id: int) -> m.Unit:
        """Get a unit.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.units.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[m.Unit]:
        """List units.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.listing(api.units.list, m.Unit, None, page_size=page_size, name=name)


class AsyncUnits(AsyncResource):
    """Units of weight, volume and concentration; `delete` needs to know which of them."""

    resource_name = "units"

    def __init__(self, sync: Units) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(self, *, name: str, type_for: str, extra: Mapping[str, Any] | None = None) -> m.Unit:
        """Add a unit.

        Args:
            type_for: weight, volume or concentration.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(self._sync.create, name=name, type_for=type_for, extra=extra)

    async def delete(self, id: int, *, unit_type: str, extra: Mapping[str, Any] | None = None) -> None:
        """Delete a unit.

        The DELETE has a body, which names the kind of the unit.

        Args:
            unit_type: weight, volume or concentration.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id, unit_type=unit_type, extra=extra)

    async def get(self, id: int) -> m.Unit:
        """Get a unit.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> AsyncListing[m.Unit]:
        """List units.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.awaited(self._sync.list(page_size=page_size, name=name))
