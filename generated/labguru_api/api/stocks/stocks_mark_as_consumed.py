"""POST /api/v1/stocks/{id}/mark_as_consumed"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement


def request(id: int) -> Request:
    """Mark a stock as consumed"""
    return Request(
        "stocks.mark_as_consumed", "POST", "/api/v1/stocks/{id}/mark_as_consumed".format(id=segment("id", id, (int,)))
    )


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "stocks.mark_as_consumed")
