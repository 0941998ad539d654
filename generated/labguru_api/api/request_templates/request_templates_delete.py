"""DELETE /api/v1/request_templates/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(id: int) -> Request:
    """Delete a request template"""
    return Request(
        "request_templates.delete", "DELETE", "/api/v1/request_templates/{id}".format(id=segment("id", id, (int,)))
    )


def parse(data: Any) -> None:
    """Nothing comes back."""


endpoint = Endpoint(request, parse, "request_templates.delete")
