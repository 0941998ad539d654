from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    from ..models.stock_create import StockCreate


@_define(kw_only=True, repr=False)
class PoolEventCreate(Body):
    """With `pool_type` fixed, give `stocks_list` and `fixed_amount`; with custom, `stocks_usage`; with consume,
    `stocks_list`, whose stocks are used up."""

    name: str
    """What the pool is for."""
    unit_type: str
    """volume or weight."""
    pool_type: str
    """fixed, custom or consume."""
    unit: str
    """nL, µL, mL or L for a volume; ng, µg, mg, g or Kg for a weight."""
    pooled_stock_info: StockCreate
    fixed_amount: float | Unset = UNSET
    """What to draw from each stock; documented as an integer."""
    stocks_list: list[int] | Unset = UNSET
    """Ids of the stocks to draw from."""
    stocks_usage: Any | Unset = UNSET
    """An object from the id of a stock to the amount to draw from it."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "unit_type": ("unit_type", (str,)),
        "pool_type": ("pool_type", (str,)),
        "unit": ("unit", (str,)),
        "pooled_stock_info": ("pooled_stock_info", (Body, dict)),
        "fixed_amount": ("fixed_amount", (int, float)),
        "stocks_list": ("stocks_list", (list,)),
        "stocks_usage": ("stocks_usage", (object,)),
    }
