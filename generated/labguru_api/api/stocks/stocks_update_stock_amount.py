"""POST /api/v1/stocks/{id}/update_stock_amount"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement
    from ...models.stock_amount_update import StockAmountUpdate


def request(id: int, *, body: StockAmountUpdate) -> Request:
    """Record the amount of a stock used in a samples element"""
    return Request(
        "stocks.update_stock_amount",
        "POST",
        "/api/v1/stocks/{id}/update_stock_amount".format(id=segment("id", id, (int,))),
        json=body.to_dict(),
    )


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "stocks.update_stock_amount")
