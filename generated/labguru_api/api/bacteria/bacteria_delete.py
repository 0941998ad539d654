"""DELETE /api/v1/bacteria/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(id: int) -> Request:
    """Delete a bacterium"""
    return Request("bacteria.delete", "DELETE", "/api/v1/bacteria/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> None:
    """Nothing comes back."""


endpoint = Endpoint(request, parse, "bacteria.delete")
