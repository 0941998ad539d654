"""GET /api/v1/sample_stocks/add_stock_by_barcode"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, required, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement


def request(*, element_id: int, barcode: str) -> Request:
    """Add a stock to a samples element by its barcode

    A GET that writes, and documented nowhere: it must be neither repeated nor prefetched.

    Args:
        element_id: Id of an element of type samples.
        barcode: Barcode of the stock.
    """
    element_id = required("element_id", element_id, (int,))
    barcode = required("barcode", barcode, (str,))
    return Request(
        "sample_stocks.add_stock_by_barcode",
        "GET",
        "/api/v1/sample_stocks/add_stock_by_barcode",
        params={"element_id": element_id, "barcode": barcode},
    )


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "sample_stocks.add_stock_by_barcode")
