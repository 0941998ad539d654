"""PUT /api/v1/vectors/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.vector import Vector
    from ...models.vector_update import VectorUpdate


def request(id: int, *, body: VectorUpdate) -> Request:
    """Update a row of a dataset"""
    return Request(
        "vectors.update", "PUT", "/api/v1/vectors/{id}".format(id=segment("id", id, (int,))), json=body.to_dict()
    )


def parse(data: Any) -> Vector:
    """The answer, typed."""
    result: Vector = view(data, models.Vector)
    return result


endpoint = Endpoint(request, parse, "vectors.update")
