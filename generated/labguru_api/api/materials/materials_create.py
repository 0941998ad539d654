"""POST /api/v1/materials"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.material import Material
    from ...models.material_create import MaterialCreate


def request(*, body: MaterialCreate) -> Request:
    """Add a consumable"""
    return Request("materials.create", "POST", "/api/v1/materials", json={"item": body.to_dict()})


def parse(data: Any) -> Material:
    """The answer, typed."""
    result: Material = view(data, models.Material)
    return result


endpoint = Endpoint(request, parse, "materials.create")
