"""PUT /api/v1/shopping_list/{id}/approve"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement


def request(id: int) -> Request:
    """Approve an order"""
    return Request(
        "shopping_list.approve", "PUT", "/api/v1/shopping_list/{id}/approve".format(id=segment("id", id, (int,)))
    )


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "shopping_list.approve")
