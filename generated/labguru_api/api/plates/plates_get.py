"""GET /api/v1/plates/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.plate import Plate


def request(id: int) -> Request:
    """Get a plate"""
    return Request("plates.get", "GET", "/api/v1/plates/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Plate:
    """The answer, typed."""
    result: Plate = view(data, models.Plate)
    return result


endpoint = Endpoint(request, parse, "plates.get")
