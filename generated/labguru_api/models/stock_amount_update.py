from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class StockAmountUpdate(Body):
    """There is no wrapper. The vendor's example gives all six; none is documented as required."""

    unit_type: str | None | Unset = UNSET
    """volume or weight."""
    unit_type_name: str | None | Unset = UNSET
    """Such as mL or mg."""
    amount_used: str | None | Unset = UNSET
    """A number as a text."""
    element_id: int | None | Unset = UNSET
    """Id of the samples element."""
    sample_id: int | None | Unset = UNSET
    """Id of the row in it."""
    subtract: str | None | Unset = UNSET
    """The text true takes the amount off the stock."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "unit_type": ("unit_type", (str, type(None))),
        "unit_type_name": ("unit_type_name", (str, type(None))),
        "amount_used": ("amount_used", (str, type(None))),
        "element_id": ("element_id", (int, type(None))),
        "sample_id": ("sample_id", (int, type(None))),
        "subtract": ("subtract", (str, type(None))),
    }
