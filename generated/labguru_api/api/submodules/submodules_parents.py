"""GET /api/v1/{collection}/{id}/get_parents"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.related_item import RelatedItem
    from ...models.related_items import RelatedItems


def request(collection: str, id: int) -> Request:
    """List the items that an item derives from

    Parents are written as `parents_uuid` when the item is created or updated. Their shape here is not known; in
    an item of a custom collection, `parents` goes from the name of a collection to a list (live).

    Args:
        collection: Path of a built-in collection, such as plasmids or cell_lines.
    """
    return Request(
        "submodules.parents",
        "GET",
        "/api/v1/{collection}/{id}/get_parents".format(
            collection=segment("collection", collection, (str,)), id=segment("id", id, (int,))
        ),
    )


def parse(data: Any) -> list[RelatedItem] | RelatedItems:
    """The answer, typed."""
    result: list[RelatedItem] | RelatedItems = view(data, models.RelatedItems, items=models.RelatedItem)
    return result


endpoint = Endpoint(request, parse, "submodules.parents")
