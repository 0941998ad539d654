from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class MaintenanceEventUpdate(Body):
    """MaintenanceEventUpdate"""

    item_id: int | None | Unset = UNSET
    """Id of the equipment."""
    item_type: str | None | Unset = UNSET
    """Class name of the equipment: System::Instrument."""
    maintenance_id: int | None | Unset = UNSET
    """Id of the maintenance (`maintenances`)."""
    data: str | None | Unset = UNSET
    """JSON in a text: a list of objects with `title` and `value`, one for each field of the template."""
    performed_at: str | None | Unset = UNSET
    """YYYY-MM-DD."""
    performed_by: int | None | Unset = UNSET
    """Id of a member."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "item_id": ("item_id", (int, type(None))),
        "item_type": ("item_type", (str, type(None))),
        "maintenance_id": ("maintenance_id", (int, type(None))),
        "data": ("data", (str, type(None))),
        "performed_at": ("performed_at", (str, type(None))),
        "performed_by": ("performed_by", (int, type(None))),
    }
