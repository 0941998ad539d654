"""DELETE /api/v1/attachments/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(id: int) -> Request:
    """Delete an attachment

    In 2025 the server answered 200 and the attachment stayed (live). Check with `attachments.get`.
    """
    return Request("attachments.delete", "DELETE", "/api/v1/attachments/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> None:
    """Nothing comes back."""


endpoint = Endpoint(request, parse, "attachments.delete")
