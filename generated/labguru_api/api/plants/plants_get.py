"""GET /api/v1/plants/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.plant import Plant


def request(id: int) -> Request:
    """Get a plant"""
    return Request("plants.get", "GET", "/api/v1/plants/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Plant:
    """The answer, typed."""
    result: Plant = view(data, models.Plant)
    return result


endpoint = Endpoint(request, parse, "plants.get")
