"""GET /api/v1/attachments/{id}/download"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(id: int) -> Request:
    """Download the bytes of an attachment

    Documented nowhere. May redirect to the storage, on another host, by a link that works without a token: follow
    it without sending ours, and treat it as a secret.
    """
    return Request(
        "attachments.download", "GET", "/api/v1/attachments/{id}/download".format(id=segment("id", id, (int,)))
    )


def parse(data: Any) -> bytes:
    """The answer, typed."""
    result: bytes = data
    return result


endpoint = Endpoint(request, parse, "attachments.download")
