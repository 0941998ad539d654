from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class MaintenanceTemplateCreate(Body):
    """MaintenanceTemplateCreate"""

    equipment_type: str
    maintenance_type_id: int
    """Id of the type (`maintenance_types`)."""
    data: str
    """JSON in a text: a list of objects with `title` and `value`, one for each field."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "equipment_type": ("equipment_type", (str,)),
        "maintenance_type_id": ("maintenance_type_id", (int,)),
        "data": ("data", (str,)),
    }
