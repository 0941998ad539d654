from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class ShoppingListItemUpdate(Body):
    """ShoppingListItemUpdate"""

    quantity: int | None | Unset = UNSET
    price: float | None | Unset = UNSET
    currency: int | None | Unset = UNSET
    """0 shekel, 1 dollar, 2 euro, 3 pound sterling, 4 Norwegian krone."""
    budget: str | None | Unset = UNSET
    order_number: int | None | Unset = UNSET
    description: str | None | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "quantity": ("quantity", (int, type(None))),
        "price": ("price", (int, float, type(None))),
        "currency": ("currency", (int, type(None))),
        "budget": ("budget", (str, type(None))),
        "order_number": ("order_number", (int, type(None))),
        "description": ("description", (str, type(None))),
    }
