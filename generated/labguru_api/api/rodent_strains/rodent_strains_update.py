"""PUT /api/v1/rodent_strains/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.rodent_strain import RodentStrain
    from ...models.rodent_strain_update import RodentStrainUpdate


def request(id: int, *, body: RodentStrainUpdate) -> Request:
    """Update a rodent strain"""
    return Request(
        "rodent_strains.update",
        "PUT",
        "/api/v1/rodent_strains/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> RodentStrain:
    """The answer, typed."""
    result: RodentStrain = view(data, models.RodentStrain)
    return result


endpoint = Endpoint(request, parse, "rodent_strains.update")
