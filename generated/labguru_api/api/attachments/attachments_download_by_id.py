"""GET /api/v1/attachments/download"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, required

if TYPE_CHECKING:
    pass


def request(*, id: int) -> Request:
    """Download the bytes of an attachment (id in the query)

    Documented nowhere; the same as `attachments.download`, and seen to work in 2026. May redirect to the storage,
    on another host: follow it without sending the token.

    Args:
        id: Id of the attachment.
    """
    id = required("id", id, (int,))
    return Request("attachments.download_by_id", "GET", "/api/v1/attachments/download", params={"id": id})


def parse(data: Any) -> bytes:
    """The answer, typed."""
    result: bytes = data
    return result


endpoint = Endpoint(request, parse, "attachments.download_by_id")
