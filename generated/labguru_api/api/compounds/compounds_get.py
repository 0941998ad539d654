"""GET /api/v1/compounds/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.compound import Compound


def request(id: int) -> Request:
    """Get a compound"""
    return Request("compounds.get", "GET", "/api/v1/compounds/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Compound:
    """The answer, typed."""
    result: Compound = view(data, models.Compound)
    return result


endpoint = Endpoint(request, parse, "compounds.get")
