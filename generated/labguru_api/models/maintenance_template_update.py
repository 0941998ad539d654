from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class MaintenanceTemplateUpdate(Body):
    """MaintenanceTemplateUpdate"""

    equipment_type: str | None | Unset = UNSET
    maintenance_type_id: int | None | Unset = UNSET
    """Id of the type (`maintenance_types`)."""
    data: str | None | Unset = UNSET
    """JSON in a text: a list of objects with `title` and `value`, one for each field."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "equipment_type": ("equipment_type", (str, type(None))),
        "maintenance_type_id": ("maintenance_type_id", (int, type(None))),
        "data": ("data", (str, type(None))),
    }
