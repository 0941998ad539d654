"""POST /api/v1/attachments"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.attachment import Attachment
    from ...models.attachment_create import AttachmentCreate


def request(*, body: AttachmentCreate) -> Request:
    """Upload a file

    The parts are named `item[attachment]`, `item[title]` and so on. To show the file in a section, add an element
    of type attachments there and link the two with `attachments.update`.
    """
    return Request("attachments.create", "POST", "/api/v1/attachments", form={"item": body.to_dict()})


def parse(data: Any) -> Attachment:
    """The answer, typed."""
    result: Attachment = view(data, models.Attachment)
    return result


endpoint = Endpoint(request, parse, "attachments.create")
