"""POST /api/v1/vectors"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.vector import Vector
    from ...models.vector_create import VectorCreate


def request(*, body: VectorCreate) -> Request:
    """Add a row to a dataset"""
    return Request("vectors.create", "POST", "/api/v1/vectors", json=body.to_dict())


def parse(data: Any) -> Vector:
    """The answer, typed."""
    result: Vector = view(data, models.Vector)
    return result


endpoint = Endpoint(request, parse, "vectors.create")
