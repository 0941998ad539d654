"""Teams of members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource

if TYPE_CHECKING:
    from ..resource import AsyncListing, Listing


class Teams(Resource):
    """Teams of members."""

    resource_name = "teams"

    def delete(self, id: int) -> None:
        """Delete a team.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.teams.delete, id)

    def get(self, id: int) -> m.Team:
        """Get a team with its members.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.teams.get, id)

    def list(self) -> Listing[m.Team]:
        """List the teams of the account with their members.

        Takes no page.
        """
        return self._client.unpaged(api.teams.list, m.Team)


class AsyncTeams(AsyncResource):
    """Teams of members."""

    resource_name = "teams"

    def __init__(self, sync: Teams) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def delete(self, id: int) -> None:
        """Delete a team.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Team:
        """Get a team with its members.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self) -> AsyncListing[m.Team]:
        """List the teams of the account with their members.

        Takes no page.
        """
        return self._client.awaited(self._sync.list())
