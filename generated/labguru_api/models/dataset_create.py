from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class DatasetCreate(Body):
    """DatasetCreate"""

    name: str
    data_attachment_id: int
    """Id of the attachment that holds the table."""
    sdf_attachment_id: int | Unset = UNSET
    """Id of an attachment that is an SDF file."""
    description: str | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "data_attachment_id": ("data_attachment_id", (int,)),
        "sdf_attachment_id": ("sdf_attachment_id", (int,)),
        "description": ("description", (str,)),
    }
