"""PUT /api/v1/boxes/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.box import Box
    from ...models.box_update import BoxUpdate


def request(id: int, *, body: BoxUpdate) -> Request:
    """Update a box"""
    return Request(
        "boxes.update", "PUT", "/api/v1/boxes/{id}".format(id=segment("id", id, (int,))), json={"item": body.to_dict()}
    )


def parse(data: Any) -> Box:
    """The answer, typed."""
    result: Box = view(data, models.Box)
    return result


endpoint = Endpoint(request, parse, "boxes.update")
