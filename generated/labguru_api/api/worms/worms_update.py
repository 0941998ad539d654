"""PUT /api/v1/worms/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.worm import Worm
    from ...models.worm_update import WormUpdate


def request(id: int, *, body: WormUpdate) -> Request:
    """Update a worm"""
    return Request(
        "worms.update", "PUT", "/api/v1/worms/{id}".format(id=segment("id", id, (int,))), json={"item": body.to_dict()}
    )


def parse(data: Any) -> Worm:
    """The answer, typed."""
    result: Worm = view(data, models.Worm)
    return result


endpoint = Endpoint(request, parse, "worms.update")
