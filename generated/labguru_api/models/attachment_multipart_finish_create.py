from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class AttachmentMultipartFinishCreate(Body):
    """There is no wrapper."""

    id: int
    """Id of the attachment, as the beginning of the upload answered it."""
    upload_id: str
    etags: list[str]
    """ETag of each part in their order, quotes included, as the storage answered it."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {"id": ("id", (int,)), "upload_id": ("upload_id", (str,)), "etags": ("etags", (list,))}
