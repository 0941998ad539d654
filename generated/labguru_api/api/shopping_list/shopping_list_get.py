"""GET /api/v1/shopping_list/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.shopping_list_item import ShoppingListItem


def request(id: int) -> Request:
    """Get a line of the shopping list"""
    return Request("shopping_list.get", "GET", "/api/v1/shopping_list/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> ShoppingListItem:
    """The answer, typed."""
    result: ShoppingListItem = view(data, models.ShoppingListItem)
    return result


endpoint = Endpoint(request, parse, "shopping_list.get")
