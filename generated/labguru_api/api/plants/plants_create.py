"""POST /api/v1/plants"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.plant import Plant
    from ...models.plant_create import PlantCreate


def request(*, body: PlantCreate) -> Request:
    """Create a plant"""
    return Request("plants.create", "POST", "/api/v1/plants", json={"item": body.to_dict()})


def parse(data: Any) -> Plant:
    """The answer, typed."""
    result: Plant = view(data, models.Plant)
    return result


endpoint = Endpoint(request, parse, "plants.create")
