from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    from ..models.protocol_create import ProtocolCreate


@_define(kw_only=True, repr=False)
class ProtocolCreateRequest(Body):
    """ProtocolCreateRequest"""

    item: ProtocolCreate
    """The vendor's example adds `experiment_procedures` and `elements`, both empty; what may stand in them is not
    known."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {"item": ("item", (Body, dict))}
