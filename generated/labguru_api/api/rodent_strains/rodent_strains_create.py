"""POST /api/v1/rodent_strains"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.rodent_strain import RodentStrain
    from ...models.rodent_strain_create import RodentStrainCreate


def request(*, body: RodentStrainCreate) -> Request:
    """Create a rodent strain"""
    return Request("rodent_strains.create", "POST", "/api/v1/rodent_strains", json={"item": body.to_dict()})


def parse(data: Any) -> RodentStrain:
    """The answer, typed."""
    result: RodentStrain = view(data, models.RodentStrain)
    return result


endpoint = Endpoint(request, parse, "rodent_strains.create")
