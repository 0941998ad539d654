"""DELETE /api/v2/projects/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(id: int) -> Request:
    """Delete a project

    New in 2026, and in V2 only.
    """
    return Request("projects.delete", "DELETE", "/api/v2/projects/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> None:
    """Nothing comes back."""


endpoint = Endpoint(request, parse, "projects.delete")
