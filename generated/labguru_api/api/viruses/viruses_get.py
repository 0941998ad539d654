"""GET /api/v1/viruses/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.virus import Virus


def request(id: int) -> Request:
    """Get a virus"""
    return Request("viruses.get", "GET", "/api/v1/viruses/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Virus:
    """The answer, typed."""
    result: Virus = view(data, models.Virus)
    return result


endpoint = Endpoint(request, parse, "viruses.get")
