"""GET /api/v1/vectors/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.vector import Vector


def request(id: int) -> Request:
    """Get a row of a dataset"""
    return Request("vectors.get", "GET", "/api/v1/vectors/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Vector:
    """The answer, typed."""
    result: Vector = view(data, models.Vector)
    return result


endpoint = Endpoint(request, parse, "vectors.get")
