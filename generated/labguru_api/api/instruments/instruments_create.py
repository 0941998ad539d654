"""POST /api/v1/instruments"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.instrument import Instrument
    from ...models.instrument_create import InstrumentCreate


def request(*, body: InstrumentCreate) -> Request:
    """Add a piece of equipment"""
    return Request("instruments.create", "POST", "/api/v1/instruments", json={"item": body.to_dict()})


def parse(data: Any) -> Instrument:
    """The answer, typed."""
    result: Instrument = view(data, models.Instrument)
    return result


endpoint = Endpoint(request, parse, "instruments.create")
