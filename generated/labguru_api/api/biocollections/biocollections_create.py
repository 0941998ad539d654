"""POST /api/v1/biocollections/{name}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.generic_item import GenericItem
    from ...models.generic_item_create import GenericItemCreate


def request(name: str, *, body: GenericItemCreate) -> Request:
    """Add an item to a custom collection

    Args:
        name: Name of a custom collection, exactly as the account spells it; spaces and case count.
    """
    return Request(
        "biocollections.create",
        "POST",
        "/api/v1/biocollections/{name}".format(name=segment("name", name, (str,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> GenericItem:
    """The answer, typed."""
    result: GenericItem = view(data, models.GenericItem)
    return result


endpoint = Endpoint(request, parse, "biocollections.create")
