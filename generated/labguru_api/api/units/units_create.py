"""POST /api/v1/units"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.unit import Unit
    from ...models.unit_create import UnitCreate


def request(*, body: UnitCreate) -> Request:
    """Add a unit"""
    return Request("units.create", "POST", "/api/v1/units", json={"item": body.to_dict()})


def parse(data: Any) -> Unit:
    """The answer, typed."""
    result: Unit = view(data, models.Unit)
    return result


endpoint = Endpoint(request, parse, "units.create")
