"""Templates of requests."""

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


class RequestTemplates(Resource):
    """Templates of requests."""

    resource_name = "request_templates"

    def create(
        self, *, request_type: str, name: str | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.RequestTemplate:
        """Add a request template.

        Args:
            request_type: Its values are not documented.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.request_templates.create,
            body=self._client.build(
                m.RequestTemplateCreate, request_type=request_type, name=name, extra=dict(extra or {})
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a request template.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.request_templates.delete, id)

    def get(self, id: int) -> m.RequestTemplate:
        """Get a request template.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.request_templates.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[m.RequestTemplate]:
        """List request templates.

        Those that the caller may see.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.listing(api.request_templates.list, m.RequestTemplate, None, page_size=page_size, name=name)

    def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        request_type: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.RequestTemplate:
        """Update a request template.

        A field that is left out stays as it is; None clears it.

        Args:
            request_type: Its values are not documented.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.request_templates.update,
            id,
            body=self._client.build(
                m.RequestTemplateUpdate, name=name, request_type=request_type, extra=dict(extra or {})
            ),
        )


class AsyncRequestTemplates(AsyncResource):
    """Templates of requests."""

    resource_name = "request_templates"

    def __init__(self, sync: RequestTemplates) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self, *, request_type: str, name: str | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.RequestTemplate:
        """Add a request template.

        Args:
            request_type: Its values are not documented.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(self._sync.create, request_type=request_type, name=name, extra=extra)

    async def delete(self, id: int) -> None:
        """Delete a request template.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.RequestTemplate:
        """Get a request template.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> AsyncListing[m.RequestTemplate]:
        """List request templates.

        Those that the caller may see.

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
        request_type: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.RequestTemplate:
        """Update a request template.

        A field that is left out stays as it is; None clears it.

        Args:
            request_type: Its values are not documented.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update, id, name=name, request_type=request_type, extra=extra
        )
