"""POST /api/v1/samples"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.sample import Sample
    from ...models.sample_create import SampleCreate


def request(*, body: SampleCreate) -> Request:
    """Add an item to a samples element

    Documented nowhere. The vendor's script then writes the element's `data` itself (`elements.update`), with what
    this call answered in it.
    """
    return Request("samples.create", "POST", "/api/v1/samples", json={"item": body.to_dict()})


def parse(data: Any) -> Sample:
    """The answer, typed."""
    result: Sample = view(data, models.Sample)
    return result


endpoint = Endpoint(request, parse, "samples.create")
