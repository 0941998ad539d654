from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class MaintenanceEventCreate(Body):
    """MaintenanceEventCreate"""

    item_id: int
    """Id of the equipment."""
    item_type: str
    """Class name of the equipment: System::Instrument."""
    maintenance_id: int
    """Id of the maintenance (`maintenances`)."""
    data: str
    """JSON in a text: a list of objects with `title` and `value`, one for each field of the template."""
    performed_at: str
    """YYYY-MM-DD."""
    performed_by: int
    """Id of a member."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "item_id": ("item_id", (int,)),
        "item_type": ("item_type", (str,)),
        "maintenance_id": ("maintenance_id", (int,)),
        "data": ("data", (str,)),
        "performed_at": ("performed_at", (str,)),
        "performed_by": ("performed_by", (int,)),
    }
