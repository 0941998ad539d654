"""POST /api/v1/maintenance_templates"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.maintenance_template import MaintenanceTemplate
    from ...models.maintenance_template_create import MaintenanceTemplateCreate


def request(*, body: MaintenanceTemplateCreate) -> Request:
    """Create a maintenance template"""
    return Request(
        "maintenance_templates.create", "POST", "/api/v1/maintenance_templates", json={"item": body.to_dict()}
    )


def parse(data: Any) -> MaintenanceTemplate:
    """The answer, typed."""
    result: MaintenanceTemplate = view(data, models.MaintenanceTemplate)
    return result


endpoint = Endpoint(request, parse, "maintenance_templates.create")
