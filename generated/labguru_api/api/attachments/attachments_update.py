"""PUT /api/v1/attachments/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.attachment import Attachment
    from ...models.attachment_update import AttachmentUpdate


def request(id: int, *, body: AttachmentUpdate) -> Request:
    """Link an attachment to an element

    Attachment and element must belong to the same record; the element must exist.
    """
    return Request(
        "attachments.update",
        "PUT",
        "/api/v1/attachments/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Attachment:
    """The answer, typed."""
    result: Attachment = view(data, models.Attachment)
    return result


endpoint = Endpoint(request, parse, "attachments.update")
