"""PUT /api/v1/rodent_cages/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.rodent_cage import RodentCage
    from ...models.rodent_cage_update import RodentCageUpdate


def request(id: int, *, body: RodentCageUpdate) -> Request:
    """Update a rodent cage"""
    return Request(
        "rodent_cages.update",
        "PUT",
        "/api/v1/rodent_cages/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> RodentCage:
    """The answer, typed."""
    result: RodentCage = view(data, models.RodentCage)
    return result


endpoint = Endpoint(request, parse, "rodent_cages.update")
