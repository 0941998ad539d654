"""POST /api/v1/plates/{id}/duplicate"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement
    from ...models.plate_duplicate_create import PlateDuplicateCreate


def request(id: int, *, body: PlateDuplicateCreate) -> Request:
    """Copy a master plate, once for each name

    A script of the vendor gives the id of an element of type plate here. Without names the server answers 500
    (documented). JSON comes back; its shape is not known.
    """
    return Request(
        "plates.duplicate",
        "POST",
        "/api/v1/plates/{id}/duplicate".format(id=segment("id", id, (int,))),
        json=body.to_dict(),
    )


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "plates.duplicate")
