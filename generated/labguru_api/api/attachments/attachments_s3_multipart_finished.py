"""POST /api/v2/attachments/s3_multipart_finished"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement
    from ...models.attachment_multipart_finish_create import AttachmentMultipartFinishCreate


def request(*, body: AttachmentMultipartFinishCreate) -> Request:
    """End the upload of a large file in parts

    Documented nowhere; answers 200.
    """
    return Request(
        "attachments.s3_multipart_finished", "POST", "/api/v2/attachments/s3_multipart_finished", json=body.to_dict()
    )


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "attachments.s3_multipart_finished")
