"""PUT /api/v1/links/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.link import Link
    from ...models.link_update import LinkUpdate


def request(id: int, *, body: LinkUpdate) -> Request:
    """Update a link"""
    return Request(
        "links.update", "PUT", "/api/v1/links/{id}".format(id=segment("id", id, (int,))), json={"item": body.to_dict()}
    )


def parse(data: Any) -> Link:
    """The answer, typed."""
    result: Link = view(data, models.Link)
    return result


endpoint = Endpoint(request, parse, "links.update")
