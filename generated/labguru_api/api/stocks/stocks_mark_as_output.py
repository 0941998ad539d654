"""POST /api/v1/stocks/{id}/mark_as_output"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement
    from ...models.stock_output_update import StockOutputUpdate


def request(id: int, *, body: StockOutputUpdate) -> Request:
    """Mark a stock as the output of an experiment"""
    return Request(
        "stocks.mark_as_output",
        "POST",
        "/api/v1/stocks/{id}/mark_as_output".format(id=segment("id", id, (int,))),
        json=body.to_dict(),
    )


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "stocks.mark_as_output")
