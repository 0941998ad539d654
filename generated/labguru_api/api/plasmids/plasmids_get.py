"""GET /api/v1/plasmids/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.plasmid import Plasmid


def request(id: int) -> Request:
    """Get a plasmid"""
    return Request("plasmids.get", "GET", "/api/v1/plasmids/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Plasmid:
    """The answer, typed."""
    result: Plasmid = view(data, models.Plasmid)
    return result


endpoint = Endpoint(request, parse, "plasmids.get")
