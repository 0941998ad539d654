"""Companies: vendors and producers."""

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


class Companies(Resource):
    """Companies: vendors and producers."""

    resource_name = "companies"

    def create(
        self,
        *,
        name: str,
        address: str | Unset = UNSET,
        web: str | Unset = UNSET,
        contact: str | Unset = UNSET,
        email: str | Unset = UNSET,
        fax: str | Unset = UNSET,
        description: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Company:
        """Add a company.

        Args:
            web: Address of a web page.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.companies.create,
            body=self._client.build(
                m.CompanyCreate,
                name=name,
                address=address,
                web=web,
                contact=contact,
                email=email,
                fax=fax,
                description=description,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a company.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.companies.delete, id)

    def get(self, id: int) -> m.Company:
        """Get a company.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.companies.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[m.Company]:
        """List companies.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.listing(api.companies.list, m.Company, None, page_size=page_size, name=name)

    def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        address: str | None | Unset = UNSET,
        web: str | None | Unset = UNSET,
        contact: str | None | Unset = UNSET,
        email: str | None | Unset = UNSET,
        fax: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Company:
        """Update a company.

        A field that is left out stays as it is; None clears it.

        Args:
            web: Address of a web page.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.companies.update,
            id,
            body=self._client.build(
                m.CompanyUpdate,
                name=name,
                address=address,
                web=web,
                contact=contact,
                email=email,
                fax=fax,
                description=description,
                extra=dict(extra or {}),
            ),
        )


class AsyncCompanies(AsyncResource):
    """Companies: vendors and producers."""

    resource_name = "companies"

    def __init__(self, sync: Companies) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        name: str,
        address: str | Unset = UNSET,
        web: str | Unset = UNSET,
        contact: str | Unset = UNSET,
        email: str | Unset = UNSET,
        fax: str | Unset = UNSET,
        description: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Company:
        """Add a company.

        Args:
            web: Address of a web page.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            name=name,
            address=address,
            web=web,
            contact=contact,
            email=email,
            fax=fax,
            description=description,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a company.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Company:
        """Get a company.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> AsyncListing[m.Company]:
        """List companies.

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
        address: str | None | Unset = UNSET,
        web: str | None | Unset = UNSET,
        contact: str | None | Unset = UNSET,
        email: str | None | Unset = UNSET,
        fax: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Company:
        """Update a company.

        A field that is left out stays as it is; None clears it.

        Args:
            web: Address of a web page.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            name=name,
            address=address,
            web=web,
            contact=contact,
            email=email,
            fax=fax,
            description=description,
            extra=extra,
        )
