from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    from ..models.box_create import BoxCreate


@_define(kw_only=True, repr=False)
class BoxCreateRequest(Body):
    """BoxCreateRequest"""

    item: BoxCreate
    """Proven are `name`, `rows`, `cols`, `box_type` and `color` (2017); the rest is documented."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {"item": ("item", (Body, dict))}
