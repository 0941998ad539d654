"""POST /api/v1/maintenances"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.maintenance import Maintenance
    from ...models.maintenance_create import MaintenanceCreate


def request(*, body: MaintenanceCreate) -> Request:
    """Plan the maintenance of an equipment"""
    return Request("maintenances.create", "POST", "/api/v1/maintenances", json={"item": body.to_dict()})


def parse(data: Any) -> Maintenance:
    """The answer, typed."""
    result: Maintenance = view(data, models.Maintenance)
    return result


endpoint = Endpoint(request, parse, "maintenances.create")
