"""DELETE /api/v1/signature_flows/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(id: int) -> Request:
    """Delete a signature flow

    No other operation of this family is documented.
    """
    return Request(
        "signature_flows.delete", "DELETE", "/api/v1/signature_flows/{id}".format(id=segment("id", id, (int,)))
    )


def parse(data: Any) -> None:
    """Nothing comes back."""


endpoint = Endpoint(request, parse, "signature_flows.delete")
