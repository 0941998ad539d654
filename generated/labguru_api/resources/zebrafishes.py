"""Zebrafish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from ..resource import AsyncResource, Resource

if TYPE_CHECKING:
    pass


class Zebrafishes(Resource):
    """Zebrafish."""

    resource_name = "zebrafishes"

    def delete(self, id: int) -> None:
        """Delete a zebrafish.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.zebrafishes.delete, id)


class AsyncZebrafishes(AsyncResource):
    """Zebrafish."""

    resource_name = "zebrafishes"

    def __init__(self, sync: Zebrafishes) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def delete(self, id: int) -> None:
        """Delete a zebrafish.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)
