"""PUT /api/v1/stocks/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.stock import Stock
    from ...models.stock_update import StockUpdate


def request(id: int, *, body: StockUpdate) -> Request:
    """Update a stock"""
    return Request(
        "stocks.update",
        "PUT",
        "/api/v1/stocks/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Stock:
    """The answer, typed."""
    result: Stock = view(data, models.Stock)
    return result


endpoint = Endpoint(request, parse, "stocks.update")
