from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class MaintenanceCreate(Body):
    """MaintenanceCreate"""

    item_id: int
    """Id of the equipment."""
    item_type: str
    """Class name of the equipment: System::Instrument."""
    maintenance_type_id: int
    """Id of the type (`maintenance_types`)."""
    frequency_period: int
    """Every so many frames."""
    frequency_frame: str
    """hour, day, week, month or year."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "item_id": ("item_id", (int,)),
        "item_type": ("item_type", (str,)),
        "maintenance_type_id": ("maintenance_type_id", (int,)),
        "frequency_period": ("frequency_period", (int,)),
        "frequency_frame": ("frequency_frame", (str,)),
    }
