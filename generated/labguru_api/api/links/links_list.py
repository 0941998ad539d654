"""GET /api/v1/links"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, required, view

if TYPE_CHECKING:
    from ...models.link import Link
    from ...models.link_page import LinkPage


def request(*, item_uuid: str) -> Request:
    """List the links of a record

    Takes no page. Whether one link or several come back is not documented.

    Args:
        item_uuid: Uuid of the record whose links are sought; an unknown one is a 404 that speaks of LgUuid. (The
            vendor's text says uuid of the link.)
    """
    item_uuid = required("item_uuid", item_uuid, (str,))
    return Request("links.list", "GET", "/api/v1/links", params={"item_uuid": item_uuid})


def parse(data: Any) -> list[Link] | LinkPage:
    """The answer, typed."""
    result: list[Link] | LinkPage = view(data, models.LinkPage, items=models.Link)
    return result


endpoint = Endpoint(request, parse, "links.list")
