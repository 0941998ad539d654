"""GET /api/v1/maintenance_events/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.maintenance_event import MaintenanceEvent


def request(id: int) -> Request:
    """Get a maintenance event"""
    return Request(
        "maintenance_events.get", "GET", "/api/v1/maintenance_events/{id}".format(id=segment("id", id, (int,)))
    )


def parse(data: Any) -> MaintenanceEvent:
    """The answer, typed."""
    result: MaintenanceEvent = view(data, models.MaintenanceEvent)
    return result


endpoint = Endpoint(request, parse, "maintenance_events.get")
