"""POST /api/v2/attachments/s3_direct_upload"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.attachment_upload import AttachmentUpload
    from ...models.attachment_upload_create import AttachmentUploadCreate


def request(*, body: AttachmentUploadCreate) -> Request:
    """Begin the upload of a large file in one piece

    Documented nowhere. The bytes then go to `presigned_url` by a plain PUT, and nothing more is called. The links
    work without a token, on another host: treat them as secrets, and send no token there.
    """
    return Request(
        "attachments.s3_direct_upload", "POST", "/api/v2/attachments/s3_direct_upload", json={"item": body.to_dict()}
    )


def parse(data: Any) -> AttachmentUpload:
    """The answer, typed."""
    result: AttachmentUpload = view(data, models.AttachmentUpload)
    return result


endpoint = Endpoint(request, parse, "attachments.s3_direct_upload")
