"""GET /api/v1/rodent_strains/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.rodent_strain import RodentStrain


def request(id: int) -> Request:
    """Get a rodent strain"""
    return Request("rodent_strains.get", "GET", "/api/v1/rodent_strains/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> RodentStrain:
    """The answer, typed."""
    result: RodentStrain = view(data, models.RodentStrain)
    return result


endpoint = Endpoint(request, parse, "rodent_strains.get")
