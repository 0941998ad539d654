"""DELETE /api/v1/rodent_cages/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(id: int) -> Request:
    """Delete a rodent cage"""
    return Request("rodent_cages.delete", "DELETE", "/api/v1/rodent_cages/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> None:
    """Nothing comes back."""


endpoint = Endpoint(request, parse, "rodent_cages.delete")
