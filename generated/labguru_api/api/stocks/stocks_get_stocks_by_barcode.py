"""GET /api/v1/stocks/get_stocks_by_barcode"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, required, view

if TYPE_CHECKING:
    from ...models.stock import Stock


def request(*, input_: str) -> Request:
    """Find stocks by a barcode

    Where no barcode matches, stocks are sought by id (third-party documentation), so check `barcode` of what
    comes back.

    Args:
        input_: A barcode, or an id.
    """
    input_ = required("input_", input_, (str,))
    return Request(
        "stocks.get_stocks_by_barcode", "GET", "/api/v1/stocks/get_stocks_by_barcode", params={"input": input_}
    )


def parse(data: Any) -> list[Stock]:
    """The answer, typed."""
    result: list[Stock] = view(data, items=models.Stock)
    return result


endpoint = Endpoint(request, parse, "stocks.get_stocks_by_barcode")
