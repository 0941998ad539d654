"""GET /api/v1/primers/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.primer import Primer


def request(id: int) -> Request:
    """Get a primer"""
    return Request("primers.get", "GET", "/api/v1/primers/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Primer:
    """The answer, typed."""
    result: Primer = view(data, models.Primer)
    return result


endpoint = Endpoint(request, parse, "primers.get")
