"""GET /api/v1/genes/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.gene import Gene


def request(id: int) -> Request:
    """Get a gene"""
    return Request("genes.get", "GET", "/api/v1/genes/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Gene:
    """The answer, typed."""
    result: Gene = view(data, models.Gene)
    return result


endpoint = Endpoint(request, parse, "genes.get")
