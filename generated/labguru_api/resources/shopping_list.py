"""Orders: lines of the shopping list. `add_item` gives the id of the new line as `lineitem_id`."""

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


class ShoppingList(Resource):
    """Orders: lines of the shopping list. `add_item` gives the id of the new line as `lineitem_id`."""

    resource_name = "shopping_list"

    def add_item(
        self,
        *,
        collection_type: str,
        item_id: int,
        quantity: int,
        collection_id: int | Unset = UNSET,
        price: float | Unset = UNSET,
        currency: int | Unset = UNSET,
        remarks: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.AddedShoppingListItem:
        """Put an item on the shopping list.

        An item that cannot be found is a 422 whose body has `errors` (documented).

        Args:
            collection_type: Class name of the item, such as Biocollections::Antibody; for a custom collection its
                name.
            item_id: Id of the item.
            collection_id: Id of the custom collection; required for its items, and for no others.
            currency: 0 shekel, 1 dollar, 2 euro, 3 pound sterling, 4 Norwegian krone.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.shopping_list.add_item,
            body=self._client.build(
                m.ShoppingListItemCreate,
                collection_type=collection_type,
                item_id=item_id,
                quantity=quantity,
                collection_id=collection_id,
                price=price,
                currency=currency,
                remarks=remarks,
                extra=dict(extra or {}),
            ),
        )

    def approve(self, id: int) -> m.Acknowledgement:
        """Approve an order.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.shopping_list.approve, id)

    def cancel(self, id: int) -> m.Acknowledgement:
        """Cancel an order.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.shopping_list.cancel, id)

    def delete(self, id: int) -> None:
        """Delete a line of the shopping list.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.shopping_list.delete, id)

    def get(self, id: int) -> m.ShoppingListItem:
        """Get a line of the shopping list.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.shopping_list.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[m.ShoppingListItem]:
        """List the lines of the shopping list.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.listing(api.shopping_list.list, m.ShoppingListItem, None, page_size=page_size, name=name)

    def submit(self, id: int) -> m.Acknowledgement:
        """Submit an order.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.shopping_list.submit, id)

    def update(
        self,
        id: int,
        *,
        quantity: int | None | Unset = UNSET,
        price: float | None | Unset = UNSET,
        currency: int | None | Unset = UNSET,
        budget: str | None | Unset = UNSET,
        order_number: int | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.ShoppingListItem:
        """Update a line of the shopping list.

        A field that is left out stays as it is; None clears it.

        Args:
            currency: 0 shekel, 1 dollar, 2 euro, 3 pound sterling, 4 Norwegian krone.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.shopping_list.update,
            id,
            body=self._client.build(
                m.ShoppingListItemUpdate,
                quantity=quantity,
                price=price,
                currency=currency,
                budget=budget,
                order_number=order_number,
                description=description,
                extra=dict(extra or {}),
            ),
        )


class AsyncShoppingList(AsyncResource):
    """Orders: lines of the shopping list. `add_item` gives the id of the new line as `lineitem_id`."""

    resource_name = "shopping_list"

    def __init__(self, sync: ShoppingList) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def add_item(
        self,
        *,
        collection_type: str,
        item_id: int,
        quantity: int,
        collection_id: int | Unset = UNSET,
        price: float | Unset = UNSET,
        currency: int | Unset = UNSET,
        remarks: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.AddedShoppingListItem:
        """Put an item on the shopping list.

        An item that cannot be found is a 422 whose body has `errors` (documented).

        Args:
            collection_type: Class name of the item, such as Biocollections::Antibody; for a custom collection its
                name.
            item_id: Id of the item.
            collection_id: Id of the custom collection; required for its items, and for no others.
            currency: 0 shekel, 1 dollar, 2 euro, 3 pound sterling, 4 Norwegian krone.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.add_item,
            collection_type=collection_type,
            item_id=item_id,
            quantity=quantity,
            collection_id=collection_id,
            price=price,
            currency=currency,
            remarks=remarks,
            extra=extra,
        )

    async def approve(self, id: int) -> m.Acknowledgement:
        """Approve an order.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.approve, id)

    async def cancel(self, id: int) -> m.Acknowledgement:
        """Cancel an order.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.cancel, id)

    async def delete(self, id: int) -> None:
        """Delete a line of the shopping list.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.ShoppingListItem:
        """Get a line of the shopping list.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> AsyncListing[m.ShoppingListItem]:
        """List the lines of the shopping list.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.awaited(self._sync.list(page_size=page_size, name=name))

    async def submit(self, id: int) -> m.Acknowledgement:
        """Submit an order.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.submit, id)

    async def update(
        self,
        id: int,
        *,
        quantity: int | None | Unset = UNSET,
        price: float | None | Unset = UNSET,
        currency: int | None | Unset = UNSET,
        budget: str | None | Unset = UNSET,
        order_number: int | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.ShoppingListItem:
        """Update a line of the shopping list.

        A field that is left out stays as it is; None clears it.

        Args:
            currency: 0 shekel, 1 dollar, 2 euro, 3 pound sterling, 4 Norwegian krone.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            quantity=quantity,
            price=price,
            currency=currency,
            budget=budget,
            order_number=order_number,
            description=description,
            extra=extra,
        )
