"""POST /api/v1/stocks"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.stock import Stock
    from ...models.stock_create import StockCreate


def request(*, body: StockCreate) -> Request:
    """Add a stock of an item"""
    return Request("stocks.create", "POST", "/api/v1/stocks", json={"item": body.to_dict()})


def parse(data: Any) -> Stock:
    """The answer, typed."""
    result: Stock = view(data, models.Stock)
    return result


endpoint = Endpoint(request, parse, "stocks.create")
