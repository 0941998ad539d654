"""POST /api/v1/bacteria"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.bacterium import Bacterium
    from ...models.bacterium_create import BacteriumCreate


def request(*, body: BacteriumCreate) -> Request:
    """Create a bacterium"""
    return Request("bacteria.create", "POST", "/api/v1/bacteria", json={"item": body.to_dict()})


def parse(data: Any) -> Bacterium:
    """The answer, typed."""
    result: Bacterium = view(data, models.Bacterium)
    return result


endpoint = Endpoint(request, parse, "bacteria.create")
