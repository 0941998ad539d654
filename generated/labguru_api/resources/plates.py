"""Plates. For `duplicate` and `update_layer`, the vendor's scripts give the id of an element of type plate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource

if TYPE_CHECKING:
    import builtins
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from ..resource import AsyncListing, Listing


class Plates(Resource):
    """Plates. For `duplicate` and `update_layer`, the vendor's scripts give the id of an element of type plate."""

    resource_name = "plates"

    def delete(self, id: int) -> None:
        """Delete a plate.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.plates.delete, id)

    def duplicate(
        self, id: int, *, names: builtins.list[str], extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Copy a master plate, once for each name.

        A script of the vendor gives the id of an element of type plate here. Without names the server answers 500
        (documented). JSON comes back; its shape is not known.

        Args:
            names: Names of the copies.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.plates.duplicate,
            id,
            body=self._client.build(m.PlateDuplicateCreate, names=names, extra=dict(extra or {})),
        )

    def find_by_name(self, name: str) -> builtins.list[m.Plate]:
        """Find a plate by its name.

        Whether one plate comes back or a list of those that match is not documented.

        Args:
            name: The name.
        """
        return self._client.records(api.plates.find_by_name, m.Plate, name=name)

    def get(self, id: int) -> m.Plate:
        """Get a plate.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.plates.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[m.Plate]:
        """List plates.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.listing(api.plates.list, m.Plate, None, page_size=page_size, name=name)

    def update_layer(self, id: int, file: str | Path, *, extra: Mapping[str, Any] | None = None) -> m.Acknowledgement:
        """Fill a layer of a plate from a CSV file.

        Documented nowhere. A script of the vendor gives the id of an element of type plate here.

        Args:
            file: The CSV file.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
            UsageError: The file cannot be read.
        """
        return self._client.record(
            api.plates.update_layer,
            id,
            body=self._client.build(
                m.PlateLayerCreate, file=self._client.read_file(file, "text/csv"), extra=dict(extra or {})
            ),
        )


class AsyncPlates(AsyncResource):
    """Plates. For `duplicate` and `update_layer`, the vendor's scripts give the id of an element of type plate."""

    resource_name = "plates"

    def __init__(self, sync: Plates) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def delete(self, id: int) -> None:
        """Delete a plate.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def duplicate(
        self, id: int, *, names: builtins.list[str], extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Copy a master plate, once for each name.

        A script of the vendor gives the id of an element of type plate here. Without names the server answers 500
        (documented). JSON comes back; its shape is not known.

        Args:
            names: Names of the copies.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.duplicate, id, names=names, extra=extra)

    async def find_by_name(self, name: str) -> builtins.list[m.Plate]:
        """Find a plate by its name.

        Whether one plate comes back or a list of those that match is not documented.

        Args:
            name: The name.
        """
        return await self._client.run_in_thread(self._sync.find_by_name, name)

    async def get(self, id: int) -> m.Plate:
        """Get a plate.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> AsyncListing[m.Plate]:
        """List plates.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.awaited(self._sync.list(page_size=page_size, name=name))

    async def update_layer(
        self, id: int, file: str | Path, *, extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Fill a layer of a plate from a CSV file.

        Documented nowhere. A script of the vendor gives the id of an element of type plate here.

        Args:
            file: The CSV file.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
            UsageError: The file cannot be read.
        """
        return await self._client.run_in_thread(self._sync.update_layer, id, file, extra=extra)
