"""DELETE /api/v1/plasmids/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(id: int) -> Request:
    """Delete a plasmid

    A test that ran in 2025 gets an error for the plasmid afterwards.
    """
    return Request("plasmids.delete", "DELETE", "/api/v1/plasmids/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> None:
    """Nothing comes back."""


endpoint = Endpoint(request, parse, "plasmids.delete")
