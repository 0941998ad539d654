from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class MaintenanceUpdate(Body):
    """MaintenanceUpdate"""

    item_id: int | None | Unset = UNSET
    """Id of the equipment."""
    frequency_period: int | None | Unset = UNSET
    """Every so many frames."""
    frequency_frame: str | None | Unset = UNSET
    """hour, day, week, month or year."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "item_id": ("item_id", (int, type(None))),
        "frequency_period": ("frequency_period", (int, type(None))),
        "frequency_frame": ("frequency_frame", (str, type(None))),
    }
