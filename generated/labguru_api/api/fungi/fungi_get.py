"""GET /api/v1/fungi/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.fungus import Fungus


def request(id: int) -> Request:
    """Get a fungus"""
    return Request("fungi.get", "GET", "/api/v1/fungi/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Fungus:
    """The answer, typed."""
    result: Fungus = view(data, models.Fungus)
    return result


endpoint = Endpoint(request, parse, "fungi.get")
