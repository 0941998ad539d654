"""GET /api/v1/biocollections/{name}/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.generic_item import GenericItem


def request(name: str, id: int) -> Request:
    """Get an item of a custom collection

    Args:
        name: Name of a custom collection, exactly as the account spells it; spaces and case count.
    """
    return Request(
        "biocollections.get",
        "GET",
        "/api/v1/biocollections/{name}/{id}".format(name=segment("name", name, (str,)), id=segment("id", id, (int,))),
    )


def parse(data: Any) -> GenericItem:
    """The answer, typed."""
    result: GenericItem = view(data, models.GenericItem)
    return result


endpoint = Endpoint(request, parse, "biocollections.get")
