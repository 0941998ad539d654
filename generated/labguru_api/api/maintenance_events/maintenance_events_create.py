"""POST /api/v1/maintenance_events"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.maintenance_event import MaintenanceEvent
    from ...models.maintenance_event_create import MaintenanceEventCreate


def request(*, body: MaintenanceEventCreate) -> Request:
    """Record that a maintenance was done"""
    return Request("maintenance_events.create", "POST", "/api/v1/maintenance_events", json={"item": body.to_dict()})


def parse(data: Any) -> MaintenanceEvent:
    """The answer, typed."""
    result: MaintenanceEvent = view(data, models.MaintenanceEvent)
    return result


endpoint = Endpoint(request, parse, "maintenance_events.create")
