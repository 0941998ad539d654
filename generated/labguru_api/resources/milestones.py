"""Folders of projects; the API calls them milestones."""

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


class Milestones(Resource):
    """Folders of projects; the API calls them milestones."""

    resource_name = "milestones"

    def create(self, *, project_id: int, title: str, extra: Mapping[str, Any] | None = None) -> m.Milestone:
        """Create a folder.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.milestones.create,
            body=self._client.build(m.MilestoneCreate, project_id=project_id, title=title, extra=dict(extra or {})),
        )

    def delete(self, id: int) -> None:
        """Delete a folder.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.milestones.delete, id)

    def get(self, id: int) -> m.Milestone:
        """Get a folder.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.milestones.get, id)

    def list(
        self,
        *,
        period: str | None = None,
        project_id: int | None = None,
        page_size: int | None = None,
        name: str | None = None,
    ) -> Listing[m.Milestone]:
        """List folders.

        The vendor no longer documents `page` and `meta` here; both work (live), and so does `page_size`.

        Args:
            period: last_milestones (finished), current_milestones or future_milestones.
            project_id: Only folders of this project.
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.listing(
            api.milestones.list, m.Milestone, None, period=period, project_id=project_id, page_size=page_size, name=name
        )

    def update(
        self,
        id: int,
        *,
        project_id: int | None | Unset = UNSET,
        title: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Milestone:
        """Update a folder.

        That the change holds is proven; what the answer contains is not. A field that is left out stays as it is;
        None clears it.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.milestones.update,
            id,
            body=self._client.build(m.MilestoneUpdate, project_id=project_id, title=title, extra=dict(extra or {})),
        )


class AsyncMilestones(AsyncResource):
    """Folders of projects; the API calls them milestones."""

    resource_name = "milestones"

    def __init__(self, sync: Milestones) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(self, *, project_id: int, title: str, extra: Mapping[str, Any] | None = None) -> m.Milestone:
        """Create a folder.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(self._sync.create, project_id=project_id, title=title, extra=extra)

    async def delete(self, id: int) -> None:
        """Delete a folder.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Milestone:
        """Get a folder.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(
        self,
        *,
        period: str | None = None,
        project_id: int | None = None,
        page_size: int | None = None,
        name: str | None = None,
    ) -> AsyncListing[m.Milestone]:
        """List folders.

        The vendor no longer documents `page` and `meta` here; both work (live), and so does `page_size`.

        Args:
            period: last_milestones (finished), current_milestones or future_milestones.
            project_id: Only folders of this project.
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.awaited(
            self._sync.list(period=period, project_id=project_id, page_size=page_size, name=name)
        )

    async def update(
        self,
        id: int,
        *,
        project_id: int | None | Unset = UNSET,
        title: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Milestone:
        """Update a folder.

        That the change holds is proven; what the answer contains is not. A field that is left out stays as it is;
        None clears it.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.update, id, project_id=project_id, title=title, extra=extra)
