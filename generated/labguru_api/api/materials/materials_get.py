"""GET /api/v1/materials/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.material import Material


def request(id: int) -> Request:
    """Get a consumable"""
    return Request("materials.get", "GET", "/api/v1/materials/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Material:
    """The answer, typed."""
    result: Material = view(data, models.Material)
    return result


endpoint = Endpoint(request, parse, "materials.get")
