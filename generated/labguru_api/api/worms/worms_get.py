"""GET /api/v1/worms/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.worm import Worm


def request(id: int) -> Request:
    """Get a worm"""
    return Request("worms.get", "GET", "/api/v1/worms/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Worm:
    """The answer, typed."""
    result: Worm = view(data, models.Worm)
    return result


endpoint = Endpoint(request, parse, "worms.get")
