"""POST /api/v1/rodent_specimens"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.rodent_specimen import RodentSpecimen
    from ...models.rodent_specimen_create import RodentSpecimenCreate


def request(*, body: RodentSpecimenCreate) -> Request:
    """Create a rodent specimen"""
    return Request("rodent_specimens.create", "POST", "/api/v1/rodent_specimens", json={"item": body.to_dict()})


def parse(data: Any) -> RodentSpecimen:
    """The answer, typed."""
    result: RodentSpecimen = view(data, models.RodentSpecimen)
    return result


endpoint = Endpoint(request, parse, "rodent_specimens.create")
