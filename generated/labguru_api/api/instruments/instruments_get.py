"""GET /api/v1/instruments/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.instrument import Instrument


def request(id: int) -> Request:
    """Get a piece of equipment"""
    return Request("instruments.get", "GET", "/api/v1/instruments/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Instrument:
    """The answer, typed."""
    result: Instrument = view(data, models.Instrument)
    return result


endpoint = Endpoint(request, parse, "instruments.get")
