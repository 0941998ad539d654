"""Consumables; the API calls them materials."""

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


class Materials(Resource):
    """Consumables; the API calls them materials."""

    resource_name = "materials"

    def create(
        self,
        *,
        name: str,
        company_id: int | Unset = UNSET,
        produce_by: str | Unset = UNSET,
        description: str | Unset = UNSET,
        cas_number: str | int | Unset = UNSET,
        mw: str | Unset = UNSET,
        web: str | Unset = UNSET,
        materialtype_id: int | Unset = UNSET,
        units: str | Unset = UNSET,
        price: float | Unset = UNSET,
        currency: int | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Material:
        """Add a consumable.

        Args:
            company_id: Id of the company, where it is bought.
            produce_by: Who makes it, where it is not bought.
            cas_number: Such as 64-17-5; documented as an integer, which such numbers are not.
            mw: Presumably the molecular weight.
            web: Address of a web page.
            currency: 0 shekel, 1 dollar, 2 euro, 3 pound, 4 Norwegian krone.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.materials.create,
            body=self._client.build(
                m.MaterialCreate,
                name=name,
                company_id=company_id,
                produce_by=produce_by,
                description=description,
                cas_number=cas_number,
                mw=mw,
                web=web,
                materialtype_id=materialtype_id,
                units=units,
                price=price,
                currency=currency,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a consumable.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.materials.delete, id)

    def get(self, id: int) -> m.Material:
        """Get a consumable.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.materials.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[m.Material]:
        """List consumables.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.listing(api.materials.list, m.Material, None, page_size=page_size, name=name)

    def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        company_id: int | None | Unset = UNSET,
        produce_by: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        cas_number: str | int | None | Unset = UNSET,
        mw: str | None | Unset = UNSET,
        web: str | None | Unset = UNSET,
        materialtype_id: int | None | Unset = UNSET,
        units: str | None | Unset = UNSET,
        price: float | None | Unset = UNSET,
        currency: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Material:
        """Update a consumable.

        A field that is left out stays as it is; None clears it.

        Args:
            company_id: Id of the company, where it is bought.
            produce_by: Who makes it, where it is not bought.
            cas_number: Such as 64-17-5; documented as an integer, which such numbers are not.
            mw: Presumably the molecular weight.
            web: Address of a web page.
            currency: 0 shekel, 1 dollar, 2 euro, 3 pound, 4 Norwegian krone.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.materials.update,
            id,
            body=self._client.build(
                m.MaterialUpdate,
                name=name,
                company_id=company_id,
                produce_by=produce_by,
                description=description,
                cas_number=cas_number,
                mw=mw,
                web=web,
                materialtype_id=materialtype_id,
                units=units,
                price=price,
                currency=currency,
                extra=dict(extra or {}),
            ),
        )


class AsyncMaterials(AsyncResource):
    """Consumables; the API calls them materials."""

    resource_name = "materials"

    def __init__(self, sync: Materials) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        name: str,
        company_id: int | Unset = UNSET,
        produce_by: str | Unset = UNSET,
        description: str | Unset = UNSET,
        cas_number: str | int | Unset = UNSET,
        mw: str | Unset = UNSET,
        web: str | Unset = UNSET,
        materialtype_id: int | Unset = UNSET,
        units: str | Unset = UNSET,
        price: float | Unset = UNSET,
        currency: int | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Material:
        """Add a consumable.

        Args:
            company_id: Id of the company, where it is bought.
            produce_by: Who makes it, where it is not bought.
            cas_number: Such as 64-17-5; documented as an integer, which such numbers are not.
            mw: Presumably the molecular weight.
            web: Address of a web page.
            currency: 0 shekel, 1 dollar, 2 euro, 3 pound, 4 Norwegian krone.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            name=name,
            company_id=company_id,
            produce_by=produce_by,
            description=description,
            cas_number=cas_number,
            mw=mw,
            web=web,
            materialtype_id=materialtype_id,
            units=units,
            price=price,
            currency=currency,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a consumable.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Material:
        """Get a consumable.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> AsyncListing[m.Material]:
        """List consumables.

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
        company_id: int | None | Unset = UNSET,
        produce_by: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        cas_number: str | int | None | Unset = UNSET,
        mw: str | None | Unset = UNSET,
        web: str | None | Unset = UNSET,
        materialtype_id: int | None | Unset = UNSET,
        units: str | None | Unset = UNSET,
        price: float | None | Unset = UNSET,
        currency: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Material:
        """Update a consumable.

        A field that is left out stays as it is; None clears it.

        Args:
            company_id: Id of the company, where it is bought.
            produce_by: Who makes it, where it is not bought.
            cas_number: Such as 64-17-5; documented as an integer, which such numbers are not.
            mw: Presumably the molecular weight.
            web: Address of a web page.
            currency: 0 shekel, 1 dollar, 2 euro, 3 pound, 4 Norwegian krone.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            name=name,
            company_id=company_id,
            produce_by=produce_by,
            description=description,
            cas_number=cas_number,
            mw=mw,
            web=web,
            materialtype_id=materialtype_id,
            units=units,
            price=price,
            currency=currency,
            extra=extra,
        )
