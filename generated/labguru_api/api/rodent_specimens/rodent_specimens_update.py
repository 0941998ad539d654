"""PUT /api/v1/rodent_specimens/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.rodent_specimen import RodentSpecimen
    from ...models.rodent_specimen_update import RodentSpecimenUpdate


def request(id: int, *, body: RodentSpecimenUpdate) -> Request:
    """Update a rodent specimen"""
    return Request(
        "rodent_specimens.update",
        "PUT",
        "/api/v1/rodent_specimens/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> RodentSpecimen:
    """The answer, typed."""
    result: RodentSpecimen = view(data, models.RodentSpecimen)
    return result


endpoint = Endpoint(request, parse, "rodent_specimens.update")
