"""DELETE /api/v1/rodent_specimens/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(id: int) -> Request:
    """Delete a rodent specimen"""
    return Request(
        "rodent_specimens.delete", "DELETE", "/api/v1/rodent_specimens/{id}".format(id=segment("id", id, (int,)))
    )


def parse(data: Any) -> None:
    """Nothing comes back."""


endpoint = Endpoint(request, parse, "rodent_specimens.delete")
