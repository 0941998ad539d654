from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, File, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class AttachmentCreate(Body):
    """AttachmentCreate"""

    attachment: File
    """The file."""
    title: str
    """The file's name with its ending, as the vendor asks; its own scripts do not keep to it."""
    attach_to_uuid: str | Unset = UNSET
    """Uuid of the record. Without any target the file is stored unattached."""
    description: str | Unset = UNSET
    attachable_type: str | Unset = UNSET
    """Class name of the record; with `attachable_id` in place of the uuid (vendor's scripts)."""
    attachable_id: int | Unset = UNSET
    section_id: int | Unset = UNSET
    """In the vendor's scripts only."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "attachment": ("attachment", (File,)),
        "title": ("title", (str,)),
        "attach_to_uuid": ("attach_to_uuid", (str,)),
        "description": ("description", (str,)),
        "attachable_type": ("attachable_type", (str,)),
        "attachable_id": ("attachable_id", (int,)),
        "section_id": ("section_id", (int,)),
    }
