"""GET /api/v1/maintenance_types/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.maintenance_type import MaintenanceType


def request(id: int) -> Request:
    """Get a maintenance type"""
    return Request(
        "maintenance_types.get", "GET", "/api/v1/maintenance_types/{id}".format(id=segment("id", id, (int,)))
    )


def parse(data: Any) -> MaintenanceType:
    """The answer, typed."""
    result: MaintenanceType = view(data, models.MaintenanceType)
    return result


endpoint = Endpoint(request, parse, "maintenance_types.get")
