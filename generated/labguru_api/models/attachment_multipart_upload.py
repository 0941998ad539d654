from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class AttachmentMultipartUpload(Record):
    """AttachmentMultipartUpload"""

    __slots__ = ()

    id: Field[int] = Field("id")
    """Id of the attachment."""
    upload_id: Field[str] = Field("upload_id")
    """Id of the upload."""
    urls: Field[list[str]] = Field("urls")
    """One for each part, in their order; links that work without a token, secrets."""
