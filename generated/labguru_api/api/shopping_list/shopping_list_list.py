"""GET /api/v1/shopping_list"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, check, view

if TYPE_CHECKING:
    from ...models.shopping_list_item import ShoppingListItem
    from ...models.shopping_list_item_page import ShoppingListItemPage


def request(*, page: int | None = None, page_size: int | None = None, meta: bool | None = None) -> Request:
    """List the lines of the shopping list

    Args:
        page: Number of the page; the first is 1. A page past the end is empty.
        page_size: Records in a page. Undocumented in V1, and obeyed there by everyone who tried (live). The default
            differs between lists: 200 and 100 are reported. No maximum is known; 7000 was seen to work on V2
            experiments.
        meta: With true the answer is an object with `meta` and `data`, else a bare array.
    """
    check("page", page, (int, type(None)))
    check("page_size", page_size, (int, type(None)))
    check("meta", meta, (bool, type(None)))
    return Request(
        "shopping_list.list",
        "GET",
        "/api/v1/shopping_list",
        params={"page": page, "page_size": page_size, "meta": meta},
    )


def parse(data: Any) -> list[ShoppingListItem] | ShoppingListItemPage:
    """The answer, typed."""
    result: list[ShoppingListItem] | ShoppingListItemPage = view(
        data, models.ShoppingListItemPage, items=models.ShoppingListItem
    )
    return result


endpoint = Endpoint(request, parse)
