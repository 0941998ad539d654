"""GET /api/v1/bacteria/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.bacterium import Bacterium


def request(id: int) -> Request:
    """Get a bacterium"""
    return Request("bacteria.get", "GET", "/api/v1/bacteria/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Bacterium:
    """The answer, typed."""
    result: Bacterium = view(data, models.Bacterium)
    return result


endpoint = Endpoint(request, parse, "bacteria.get")
