from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class AttachmentUpload(Record):
    """AttachmentUpload"""

    __slots__ = ()

    id: Field[int] = Field("id")
    """Not read by the script; seen where the upload is in parts."""
    presigned_url: Field[str] = Field("presigned_url")
    """A link that works without a token; a secret."""
