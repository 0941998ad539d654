"""GET /api/v1/{collection}/{id}/get_derived_items"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, optional, segment, view

if TYPE_CHECKING:
    from ...models.related_item import RelatedItem
    from ...models.related_items import RelatedItems


def request(
    collection: str, id: int, *, derived_collection_name: str | None = None, derived_collection_id: int | None = None
) -> Request:
    """List the items of one collection that derive from an item

    Args:
        collection: Path of a built-in collection, such as plasmids or cell_lines.
        derived_collection_name: Name of the collection to look in, such as plasmids. Documented as required, although
            `derived_collection_id` is said to stand in for it.
        derived_collection_id: Id of the collection to look in, in place of its name.
    """
    derived_collection_name = optional("derived_collection_name", derived_collection_name, (str,))
    derived_collection_id = optional("derived_collection_id", derived_collection_id, (int,))
    return Request(
        "submodules.derived_items",
        "GET",
        "/api/v1/{collection}/{id}/get_derived_items".format(
            collection=segment("collection", collection, (str,)), id=segment("id", id, (int,))
        ),
        params={"derived_collection_name": derived_collection_name, "derived_collection_id": derived_collection_id},
    )


def parse(data: Any) -> list[RelatedItem] | RelatedItems:
    """The answer, typed."""
    result: list[RelatedItem] | RelatedItems = view(data, models.RelatedItems, items=models.RelatedItem)
    return result


endpoint = Endpoint(request, parse, "submodules.derived_items")
