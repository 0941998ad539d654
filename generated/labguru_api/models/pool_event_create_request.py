from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    from ..models.pool_event_create import PoolEventCreate


@_define(kw_only=True, repr=False)
class PoolEventCreateRequest(Body):
    """PoolEventCreateRequest"""

    item: PoolEventCreate
    """With `pool_type` fixed, give `stocks_list` and `fixed_amount`; with custom, `stocks_usage`; with consume,
    `stocks_list`, whose stocks are used up."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {"item": ("item", (Body, dict))}
