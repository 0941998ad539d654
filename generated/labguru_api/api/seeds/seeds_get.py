"""GET /api/v1/seeds/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.seed import Seed


def request(id: int) -> Request:
    """Get a seed"""
    return Request("seeds.get", "GET", "/api/v1/seeds/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Seed:
    """The answer, typed."""
    result: Seed = view(data, models.Seed)
    return result


endpoint = Endpoint(request, parse, "seeds.get")
