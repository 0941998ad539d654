"""PUT /api/v1/plants/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.plant import Plant
    from ...models.plant_update import PlantUpdate


def request(id: int, *, body: PlantUpdate) -> Request:
    """Update a plant"""
    return Request(
        "plants.update",
        "PUT",
        "/api/v1/plants/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Plant:
    """The answer, typed."""
    result: Plant = view(data, models.Plant)
    return result


endpoint = Endpoint(request, parse, "plants.update")
