"""DELETE /api/v1/units/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    from ...models.unit_deletion_create import UnitDeletionCreate


def request(id: int, *, body: UnitDeletionCreate) -> Request:
    """Delete a unit

    The DELETE has a body, which names the kind of the unit.
    """
    return Request(
        "units.delete", "DELETE", "/api/v1/units/{id}".format(id=segment("id", id, (int,))), json=body.to_dict()
    )


def parse(data: Any) -> None:
    """Nothing comes back."""


endpoint = Endpoint(request, parse, "units.delete")
