from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class SectionCopyCreate(Body):
    """SectionCopyCreate"""

    item_id: int
    """Id of the record that receives the copies."""
    section_id: list[int]
    """Ids of the sections to copy."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {"item_id": ("item_id", (int,)), "section_id": ("section_id", (list,))}
