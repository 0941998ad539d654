"""POST /api/v1/boxes"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.box import Box
    from ...models.box_create import BoxCreate


def request(*, body: BoxCreate) -> Request:
    """Add a box"""
    return Request("boxes.create", "POST", "/api/v1/boxes", json={"item": body.to_dict()})


def parse(data: Any) -> Box:
    """The answer, typed."""
    result: Box = view(data, models.Box)
    return result


endpoint = Endpoint(request, parse, "boxes.create")
