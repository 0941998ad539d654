"""POST /api/v1/worms"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.worm import Worm
    from ...models.worm_create import WormCreate


def request(*, body: WormCreate) -> Request:
    """Create a worm"""
    return Request("worms.create", "POST", "/api/v1/worms", json={"item": body.to_dict()})


def parse(data: Any) -> Worm:
    """The answer, typed."""
    result: Worm = view(data, models.Worm)
    return result


endpoint = Endpoint(request, parse, "worms.create")
