from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class InstrumentUpdate(Body):
    """InstrumentUpdate"""

    name: str | None | Unset = UNSET
    model_number: str | None | Unset = UNSET
    serial_number: str | None | Unset = UNSET
    equipment_type: str | None | Unset = UNSET
    manufacturer: str | None | Unset = UNSET
    """A name."""
    purchase_date: str | None | Unset = UNSET
    """YYYY-MM-DD."""
    warranty_expired: str | None | Unset = UNSET
    """YYYY-MM-DD."""
    maintenance_information: str | None | Unset = UNSET
    description: str | None | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "model_number": ("model_number", (str, type(None))),
        "serial_number": ("serial_number", (str, type(None))),
        "equipment_type": ("equipment_type", (str, type(None))),
        "manufacturer": ("manufacturer", (str, type(None))),
        "purchase_date": ("purchase_date", (str, type(None))),
        "warranty_expired": ("warranty_expired", (str, type(None))),
        "maintenance_information": ("maintenance_information", (str, type(None))),
        "description": ("description", (str, type(None))),
    }
