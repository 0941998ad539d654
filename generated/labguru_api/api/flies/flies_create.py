"""POST /api/v1/flies"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.fly import Fly
    from ...models.fly_create import FlyCreate


def request(*, body: FlyCreate) -> Request:
    """Create a fly"""
    return Request("flies.create", "POST", "/api/v1/flies", json={"item": body.to_dict()})


def parse(data: Any) -> Fly:
    """The answer, typed."""
    result: Fly = view(data, models.Fly)
    return result


endpoint = Endpoint(request, parse, "flies.create")
