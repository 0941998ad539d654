"""POST /api/v1/shopping_list/add_item"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.added_shopping_list_item import AddedShoppingListItem
    from ...models.shopping_list_item_create import ShoppingListItemCreate


def request(*, body: ShoppingListItemCreate) -> Request:
    """Put an item on the shopping list

    An item that cannot be found is a 422 whose body has `errors` (documented).
    """
    return Request("shopping_list.add_item", "POST", "/api/v1/shopping_list/add_item", json={"item": body.to_dict()})


def parse(data: Any) -> AddedShoppingListItem:
    """The answer, typed."""
    result: AddedShoppingListItem = view(data, models.AddedShoppingListItem)
    return result


endpoint = Endpoint(request, parse, "shopping_list.add_item")
