from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class InstrumentCreate(Body):
    """InstrumentCreate"""

    name: str
    model_number: str | Unset = UNSET
    serial_number: str | Unset = UNSET
    equipment_type: str | Unset = UNSET
    manufacturer: str | Unset = UNSET
    """A name."""
    purchase_date: str | Unset = UNSET
    """YYYY-MM-DD."""
    warranty_expired: str | Unset = UNSET
    """YYYY-MM-DD."""
    maintenance_information: str | Unset = UNSET
    description: str | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "model_number": ("model_number", (str,)),
        "serial_number": ("serial_number", (str,)),
        "equipment_type": ("equipment_type", (str,)),
        "manufacturer": ("manufacturer", (str,)),
        "purchase_date": ("purchase_date", (str,)),
        "warranty_expired": ("warranty_expired", (str,)),
        "maintenance_information": ("maintenance_information", (str,)),
        "description": ("description", (str,)),
    }
