"""Workflows of requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource

if TYPE_CHECKING:
    from ..resource import AsyncListing, Listing


class Workflows(Resource):
    """Workflows of requests."""

    resource_name = "workflows"

    def delete(self, id: int) -> None:
        """Delete a workflow.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.workflows.delete, id)

    def get(self, id: int) -> m.Workflow:
        """Get a workflow.

        The vendor calls it deprecated and names no successor.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.workflows.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[m.Workflow]:
        """List workflows.

        The vendor calls it deprecated and names no successor.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.listing(api.workflows.list, m.Workflow, None, page_size=page_size, name=name)


class AsyncWorkflows(AsyncResource):
    """Workflows of requests."""

    resource_name = "workflows"

    def __init__(self, sync: Workflows) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def delete(self, id: int) -> None:
        """Delete a workflow.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Workflow:
        """Get a workflow.

        The vendor calls it deprecated and names no successor.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> AsyncListing[m.Workflow]:
        """List workflows.

        The vendor calls it deprecated and names no successor.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.awaited(self._sync.list(page_size=page_size, name=name))
