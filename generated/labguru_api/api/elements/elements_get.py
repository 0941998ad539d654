"""GET /api/v1/elements/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.element import Element


def request(id: int) -> Request:
    """Get an element with its data"""
    return Request("elements.get", "GET", "/api/v1/elements/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Element:
    """The answer, typed."""
    result: Element = view(data, models.Element)
    return result


endpoint = Endpoint(request, parse, "elements.get")
