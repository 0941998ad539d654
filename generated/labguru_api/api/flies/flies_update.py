"""PUT /api/v1/flies/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.fly import Fly
    from ...models.fly_update import FlyUpdate


def request(id: int, *, body: FlyUpdate) -> Request:
    """Update a fly"""
    return Request(
        "flies.update", "PUT", "/api/v1/flies/{id}".format(id=segment("id", id, (int,))), json={"item": body.to_dict()}
    )


def parse(data: Any) -> Fly:
    """The answer, typed."""
    result: Fly = view(data, models.Fly)
    return result


endpoint = Endpoint(request, parse, "flies.update")
