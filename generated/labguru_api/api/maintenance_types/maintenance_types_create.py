"""POST /api/v1/maintenance_types"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.maintenance_type import MaintenanceType
    from ...models.maintenance_type_create import MaintenanceTypeCreate


def request(*, body: MaintenanceTypeCreate) -> Request:
    """Create a maintenance type"""
    return Request("maintenance_types.create", "POST", "/api/v1/maintenance_types", json={"item": body.to_dict()})


def parse(data: Any) -> MaintenanceType:
    """The answer, typed."""
    result: MaintenanceType = view(data, models.MaintenanceType)
    return result


endpoint = Endpoint(request, parse, "maintenance_types.create")
