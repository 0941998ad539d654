"""GET /api/v1/units/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.unit import Unit


def request(id: int) -> Request:
    """Get a unit"""
    return Request("units.get", "GET", "/api/v1/units/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Unit:
    """The answer, typed."""
    result: Unit = view(data, models.Unit)
    return result


endpoint = Endpoint(request, parse, "units.get")
