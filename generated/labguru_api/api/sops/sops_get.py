"""GET /api/v1/sops/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.sop import Sop


def request(id: int) -> Request:
    """Get an SOP"""
    return Request("sops.get", "GET", "/api/v1/sops/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Sop:
    """The answer, typed."""
    result: Sop = view(data, models.Sop)
    return result


endpoint = Endpoint(request, parse, "sops.get")
