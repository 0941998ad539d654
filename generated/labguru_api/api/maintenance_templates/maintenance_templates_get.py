"""GET /api/v1/maintenance_templates/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.maintenance_template import MaintenanceTemplate


def request(id: int) -> Request:
    """Get a maintenance template"""
    return Request(
        "maintenance_templates.get", "GET", "/api/v1/maintenance_templates/{id}".format(id=segment("id", id, (int,)))
    )


def parse(data: Any) -> MaintenanceTemplate:
    """The answer, typed."""
    result: MaintenanceTemplate = view(data, models.MaintenanceTemplate)
    return result


endpoint = Endpoint(request, parse, "maintenance_templates.get")
