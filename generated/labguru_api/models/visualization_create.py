from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class VisualizationCreate(Body):
    """VisualizationCreate"""

    name: str
    dataset_id: int
    """Id of the dataset."""
    attachment_id: int
    """Id of the attachment that is the image."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "dataset_id": ("dataset_id", (int,)),
        "attachment_id": ("attachment_id", (int,)),
    }
