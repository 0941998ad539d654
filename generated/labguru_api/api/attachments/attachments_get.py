"""GET /api/v1/attachments/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.attachment import Attachment


def request(id: int) -> Request:
    """Get what is known about an attachment"""
    return Request("attachments.get", "GET", "/api/v1/attachments/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Attachment:
    """The answer, typed."""
    result: Attachment = view(data, models.Attachment)
    return result


endpoint = Endpoint(request, parse, "attachments.get")
