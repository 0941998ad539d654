"""PUT /api/v1/plates/{id}/update_layer"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement
    from ...models.plate_layer_create import PlateLayerCreate


def request(id: int, *, body: PlateLayerCreate) -> Request:
    """Fill a layer of a plate from a CSV file

    Documented nowhere. A script of the vendor gives the id of an element of type plate here.
    """
    return Request(
        "plates.update_layer",
        "PUT",
        "/api/v1/plates/{id}/update_layer".format(id=segment("id", id, (int,))),
        form=body.to_dict(),
    )


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "plates.update_layer")
