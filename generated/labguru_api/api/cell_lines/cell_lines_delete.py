"""DELETE /api/v1/cell_lines/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(id: int) -> Request:
    """Delete a cell line"""
    return Request("cell_lines.delete", "DELETE", "/api/v1/cell_lines/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> None:
    """Nothing comes back."""


endpoint = Endpoint(request, parse, "cell_lines.delete")
