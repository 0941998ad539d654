"""Manifests of shipments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource

if TYPE_CHECKING:
    from ..resource import AsyncListing, Listing


class Manifests(Resource):
    """Manifests of shipments."""

    resource_name = "manifests"

    def delete(self, id: int) -> None:
        """Delete a manifest.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.manifests.delete, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[m.Manifest]:
        """List what has changed today.

        Of the paging parameters only `page` is documented here.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.listing(api.manifests.list, m.Manifest, None, page_size=page_size, name=name)


class AsyncManifests(AsyncResource):
    """Manifests of shipments."""

    resource_name = "manifests"

    def __init__(self, sync: Manifests) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def delete(self, id: int) -> None:
        """Delete a manifest.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> AsyncListing[m.Manifest]:
        """List what has changed today.

        Of the paging parameters only `page` is documented here.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.awaited(self._sync.list(page_size=page_size, name=name))
