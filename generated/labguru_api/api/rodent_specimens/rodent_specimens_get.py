"""GET /api/v1/rodent_specimens/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.rodent_specimen import RodentSpecimen


def request(id: int) -> Request:
    """Get a rodent specimen"""
    return Request("rodent_specimens.get", "GET", "/api/v1/rodent_specimens/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> RodentSpecimen:
    """The answer, typed."""
    result: RodentSpecimen = view(data, models.RodentSpecimen)
    return result


endpoint = Endpoint(request, parse, "rodent_specimens.get")
