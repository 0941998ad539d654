from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class StockCreate(Body):
    """StockCreate"""

    name: str
    stockable_type: str
    """Class name of the item, such as Biocollections::Antibody."""
    stockable_id: int
    """Id of the item."""
    storage_type: str
    """System::Storage::Box for a box, System::Storage::Storage for any other."""
    storage_id: int
    """Id of the box or storage. (The vendor's text lists ids of kinds of storages; it describes another field.)"""
    location_in_box: int | Unset = UNSET
    """In a grid box: (row - 1) * columns + column."""
    owner_id: int | Unset = UNSET
    """Id of a member; the caller by default."""
    stored_by: int | Unset = UNSET
    """Id of a member."""
    expiration_date: str | Unset = UNSET
    """YYYY-MM-DD."""
    lot: str | Unset = UNSET
    description: str | Unset = UNSET
    barcode: str | Unset = UNSET
    concentration: str | Unset = UNSET
    """A number as a text."""
    concentration_prefix: str | Unset = UNSET
    """x10^ or E^."""
    concentration_unit_id: int | Unset = UNSET
    """See Stock."""
    concentration_exponent: int | str | Unset = UNSET
    concentration_remarks: str | Unset = UNSET
    volume: str | Unset = UNSET
    """A number as a text."""
    volume_prefix: str | Unset = UNSET
    """x10^ or E^."""
    volume_unit_id: int | Unset = UNSET
    """6 L, 7 mL, 8 uL."""
    volume_exponent: int | str | Unset = UNSET
    volume_remarks: str | Unset = UNSET
    weight: str | Unset = UNSET
    """A number as a text."""
    weight_prefix: str | Unset = UNSET
    """x10^ or E^."""
    weight_unit_id: int | Unset = UNSET
    """1 Kg, 2 g, 3 mg, 4 ug, 5 ng."""
    weight_exponent: int | str | Unset = UNSET
    weight_remarks: str | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "stockable_type": ("stockable_type", (str,)),
        "stockable_id": ("stockable_id", (int,)),
        "storage_type": ("storage_type", (str,)),
        "storage_id": ("storage_id", (int,)),
        "location_in_box": ("location_in_box", (int,)),
        "owner_id": ("owner_id", (int,)),
        "stored_by": ("stored_by", (int,)),
        "expiration_date": ("expiration_date", (str,)),
        "lot": ("lot", (str,)),
        "description": ("description", (str,)),
        "barcode": ("barcode", (str,)),
        "concentration": ("concentration", (str,)),
        "concentration_prefix": ("concentration_prefix", (str,)),
        "concentration_unit_id": ("concentration_unit_id", (int,)),
        "concentration_exponent": ("concentration_exponent", (int, str)),
        "concentration_remarks": ("concentration_remarks", (str,)),
        "volume": ("volume", (str,)),
        "volume_prefix": ("volume_prefix", (str,)),
        "volume_unit_id": ("volume_unit_id", (int,)),
        "volume_exponent": ("volume_exponent", (int, str)),
        "volume_remarks": ("volume_remarks", (str,)),
        "weight": ("weight", (str,)),
        "weight_prefix": ("weight_prefix", (str,)),
        "weight_unit_id": ("weight_unit_id", (int,)),
        "weight_exponent": ("weight_exponent", (int, str)),
        "weight_remarks": ("weight_remarks", (str,)),
    }
