from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class StockUpdate(Body):
    """StockUpdate"""

    name: str | None | Unset = UNSET
    stockable_type: str | None | Unset = UNSET
    stockable_id: int | None | Unset = UNSET
    storage_type: str | None | Unset = UNSET
    storage_id: int | None | Unset = UNSET
    location_in_box: int | None | Unset = UNSET
    owner_id: int | None | Unset = UNSET
    stored_by: int | None | Unset = UNSET
    expiration_date: str | None | Unset = UNSET
    """YYYY-MM-DD."""
    lot: str | None | Unset = UNSET
    description: str | None | Unset = UNSET
    barcode: str | None | Unset = UNSET
    concentration: str | None | Unset = UNSET
    concentration_prefix: str | None | Unset = UNSET
    concentration_unit_id: int | None | Unset = UNSET
    concentration_exponent: int | str | None | Unset = UNSET
    concentration_remarks: str | None | Unset = UNSET
    volume: str | None | Unset = UNSET
    volume_prefix: str | None | Unset = UNSET
    volume_unit_id: int | None | Unset = UNSET
    volume_exponent: int | str | None | Unset = UNSET
    volume_remarks: str | None | Unset = UNSET
    weight: str | None | Unset = UNSET
    weight_prefix: str | None | Unset = UNSET
    weight_unit_id: int | None | Unset = UNSET
    weight_exponent: int | str | None | Unset = UNSET
    weight_remarks: str | None | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "stockable_type": ("stockable_type", (str, type(None))),
        "stockable_id": ("stockable_id", (int, type(None))),
        "storage_type": ("storage_type", (str, type(None))),
        "storage_id": ("storage_id", (int, type(None))),
        "location_in_box": ("location_in_box", (int, type(None))),
        "owner_id": ("owner_id", (int, type(None))),
        "stored_by": ("stored_by", (int, type(None))),
        "expiration_date": ("expiration_date", (str, type(None))),
        "lot": ("lot", (str, type(None))),
        "description": ("description", (str, type(None))),
        "barcode": ("barcode", (str, type(None))),
        "concentration": ("concentration", (str, type(None))),
        "concentration_prefix": ("concentration_prefix", (str, type(None))),
        "concentration_unit_id": ("concentration_unit_id", (int, type(None))),
        "concentration_exponent": ("concentration_exponent", (int, str, type(None))),
        "concentration_remarks": ("concentration_remarks", (str, type(None))),
        "volume": ("volume", (str, type(None))),
        "volume_prefix": ("volume_prefix", (str, type(None))),
        "volume_unit_id": ("volume_unit_id", (int, type(None))),
        "volume_exponent": ("volume_exponent", (int, str, type(None))),
        "volume_remarks": ("volume_remarks", (str, type(None))),
        "weight": ("weight", (str, type(None))),
        "weight_prefix": ("weight_prefix", (str, type(None))),
        "weight_unit_id": ("weight_unit_id", (int, type(None))),
        "weight_exponent": ("weight_exponent", (int, str, type(None))),
        "weight_remarks": ("weight_remarks", (str, type(None))),
    }
