"""POST /api/v1/rodent_cages"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.rodent_cage import RodentCage
    from ...models.rodent_cage_create import RodentCageCreate


def request(*, body: RodentCageCreate) -> Request:
    """Create a rodent cage"""
    return Request("rodent_cages.create", "POST", "/api/v1/rodent_cages", json={"item": body.to_dict()})


def parse(data: Any) -> RodentCage:
    """The answer, typed."""
    result: RodentCage = view(data, models.RodentCage)
    return result


endpoint = Endpoint(request, parse, "rodent_cages.create")
