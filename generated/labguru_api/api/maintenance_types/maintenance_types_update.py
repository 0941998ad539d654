"""PUT /api/v1/maintenance_types/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.maintenance_type import MaintenanceType
    from ...models.maintenance_type_update import MaintenanceTypeUpdate


def request(id: int, *, body: MaintenanceTypeUpdate) -> Request:
    """Update a maintenance type

    `name` is documented as required.
    """
    return Request(
        "maintenance_types.update",
        "PUT",
        "/api/v1/maintenance_types/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> MaintenanceType:
    """The answer, typed."""
    result: MaintenanceType = view(data, models.MaintenanceType)
    return result


endpoint = Endpoint(request, parse, "maintenance_types.update")
