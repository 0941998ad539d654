"""GET /api/v1/lipids/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.lipid import Lipid


def request(id: int) -> Request:
    """Get a lipid"""
    return Request("lipids.get", "GET", "/api/v1/lipids/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Lipid:
    """The answer, typed."""
    result: Lipid = view(data, models.Lipid)
    return result


endpoint = Endpoint(request, parse, "lipids.get")
