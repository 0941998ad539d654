"""GET /api/v1/tissues/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.tissue import Tissue


def request(id: int) -> Request:
    """Get a tissue"""
    return Request("tissues.get", "GET", "/api/v1/tissues/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Tissue:
    """The answer, typed."""
    result: Tissue = view(data, models.Tissue)
    return result


endpoint = Endpoint(request, parse, "tissues.get")
