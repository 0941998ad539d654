"""POST /api/v2/attachments/s3_multipart_upload"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.attachment_multipart_upload import AttachmentMultipartUpload
    from ...models.attachment_multipart_upload_create import AttachmentMultipartUploadCreate


def request(*, body: AttachmentMultipartUploadCreate) -> Request:
    """Begin the upload of a large file in parts

    Documented nowhere. Each part goes to its URL by a plain PUT, whose answer has an ETag to keep;
    `attachments.s3_multipart_finished` ends it. The links work without a token, on another host: treat them as
    secrets, and send no token there.
    """
    return Request(
        "attachments.s3_multipart_upload", "POST", "/api/v2/attachments/s3_multipart_upload", json=body.to_dict()
    )


def parse(data: Any) -> AttachmentMultipartUpload:
    """The answer, typed."""
    result: AttachmentMultipartUpload = view(data, models.AttachmentMultipartUpload)
    return result


endpoint = Endpoint(request, parse, "attachments.s3_multipart_upload")
