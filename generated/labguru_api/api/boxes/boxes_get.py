"""GET /api/v1/boxes/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.box import Box


def request(id: int) -> Request:
    """Get a box"""
    return Request("boxes.get", "GET", "/api/v1/boxes/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Box:
    """The answer, typed."""
    result: Box = view(data, models.Box)
    return result


endpoint = Endpoint(request, parse, "boxes.get")
