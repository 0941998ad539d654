"""GET /api/v1/maintenances/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.maintenance import Maintenance


def request(id: int) -> Request:
    """Get a maintenance"""
    return Request("maintenances.get", "GET", "/api/v1/maintenances/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Maintenance:
    """The answer, typed."""
    result: Maintenance = view(data, models.Maintenance)
    return result


endpoint = Endpoint(request, parse, "maintenances.get")
