"""The people of the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource

if TYPE_CHECKING:
    from ..resource import AsyncListing, Listing


class Members(Resource):
    """The people of the account."""

    resource_name = "members"

    def list(self, *, name: str | None = None, id: int | None = None) -> Listing[m.Member]:
        """List the members of the account.

        Takes no page. The JSON form of `filter` is documented with an exact `name` or with `id`, such as
        `{"id":11}`.

        Args:
            name: Only the member of exactly this name.
            id: Only the member of this id.
        """
        return self._client.unpaged(api.members.list, m.Member, filter_=self._client.columns(name=name, id=id))


class AsyncMembers(AsyncResource):
    """The people of the account."""

    resource_name = "members"

    def __init__(self, sync: Members) -> None:
        super().__init__(sync._client)
        self._sync = sync

    def list(self, *, name: str | None = None, id: int | None = None) -> AsyncListing[m.Member]:
        """List the members of the account.

        Takes no page. The JSON form of `filter` is documented with an exact `name` or with `id`, such as
        `{"id":11}`.

        Args:
            name: Only the member of exactly this name.
            id: Only the member of this id.
        """
        return self._client.awaited(self._sync.list(name=name, id=id))
