"""POST /api/v1/primers"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.primer import Primer
    from ...models.primer_create import PrimerCreate


def request(*, body: PrimerCreate) -> Request:
    """Create a primer"""
    return Request("primers.create", "POST", "/api/v1/primers", json={"item": body.to_dict()})


def parse(data: Any) -> Primer:
    """The answer, typed."""
    result: Primer = view(data, models.Primer)
    return result


endpoint = Endpoint(request, parse, "primers.create")
