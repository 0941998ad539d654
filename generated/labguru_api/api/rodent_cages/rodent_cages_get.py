"""GET /api/v1/rodent_cages/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.rodent_cage import RodentCage


def request(id: int) -> Request:
    """Get a rodent cage"""
    return Request("rodent_cages.get", "GET", "/api/v1/rodent_cages/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> RodentCage:
    """The answer, typed."""
    result: RodentCage = view(data, models.RodentCage)
    return result


endpoint = Endpoint(request, parse, "rodent_cages.get")
