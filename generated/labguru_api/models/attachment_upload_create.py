from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    from ..models.attachment_file_create import AttachmentFileCreate


@_define(kw_only=True, repr=False)
class AttachmentUploadCreate(Body):
    """AttachmentUploadCreate"""

    title: str
    """The file's name."""
    attachment: AttachmentFileCreate
    attach_to_uuid: str | Unset = UNSET
    """Uuid of the record."""
    attachable_type: str | Unset = UNSET
    """Class name of the record."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "title": ("title", (str,)),
        "attachment": ("attachment", (Body, dict)),
        "attach_to_uuid": ("attach_to_uuid", (str,)),
        "attachable_type": ("attachable_type", (str,)),
    }
