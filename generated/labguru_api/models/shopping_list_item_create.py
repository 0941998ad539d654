from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class ShoppingListItemCreate(Body):
    """ShoppingListItemCreate"""

    collection_type: str
    """Class name of the item, such as Biocollections::Antibody; for a custom collection its name."""
    item_id: int
    """Id of the item."""
    quantity: int
    collection_id: int | Unset = UNSET
    """Id of the custom collection; required for its items, and for no others."""
    price: float | Unset = UNSET
    currency: int | Unset = UNSET
    """0 shekel, 1 dollar, 2 euro, 3 pound sterling, 4 Norwegian krone."""
    remarks: str | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "collection_type": ("collection_type", (str,)),
        "item_id": ("item_id", (int,)),
        "quantity": ("quantity", (int,)),
        "collection_id": ("collection_id", (int,)),
        "price": ("price", (int, float)),
        "currency": ("currency", (int,)),
        "remarks": ("remarks", (str,)),
    }
