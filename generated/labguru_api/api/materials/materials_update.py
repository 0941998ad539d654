"""PUT /api/v1/materials/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.material import Material
    from ...models.material_update import MaterialUpdate


def request(id: int, *, body: MaterialUpdate) -> Request:
    """Update a consumable"""
    return Request(
        "materials.update",
        "PUT",
        "/api/v1/materials/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Material:
    """The answer, typed."""
    result: Material = view(data, models.Material)
    return result


endpoint = Endpoint(request, parse, "materials.update")
