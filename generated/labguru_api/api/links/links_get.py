"""GET /api/v1/links/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.link import Link


def request(id: int) -> Request:
    """Get a link"""
    return Request("links.get", "GET", "/api/v1/links/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Link:
    """The answer, typed."""
    result: Link = view(data, models.Link)
    return result


endpoint = Endpoint(request, parse, "links.get")
