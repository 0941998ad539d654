"""PUT /api/v1/maintenances/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.maintenance import Maintenance
    from ...models.maintenance_update import MaintenanceUpdate


def request(id: int, *, body: MaintenanceUpdate) -> Request:
    """Update a maintenance

    `item_id` is documented as required.
    """
    return Request(
        "maintenances.update",
        "PUT",
        "/api/v1/maintenances/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Maintenance:
    """The answer, typed."""
    result: Maintenance = view(data, models.Maintenance)
    return result


endpoint = Endpoint(request, parse, "maintenances.update")
