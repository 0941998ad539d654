"""GET /api/v1/flies/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.fly import Fly


def request(id: int) -> Request:
    """Get a fly"""
    return Request("flies.get", "GET", "/api/v1/flies/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Fly:
    """The answer, typed."""
    result: Fly = view(data, models.Fly)
    return result


endpoint = Endpoint(request, parse, "flies.get")
