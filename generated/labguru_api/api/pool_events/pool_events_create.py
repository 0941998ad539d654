"""POST /api/v1/pool_events"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.pool_event import PoolEvent
    from ...models.pool_event_create import PoolEventCreate


def request(*, body: PoolEventCreate) -> Request:
    """Pool stocks into a new one

    An unknown stock or a name that is taken is a 422, with the reason in `error`.
    """
    return Request("pool_events.create", "POST", "/api/v1/pool_events", json={"item": body.to_dict()})


def parse(data: Any) -> PoolEvent:
    """The answer, typed."""
    result: PoolEvent = view(data, models.PoolEvent)
    return result


endpoint = Endpoint(request, parse, "pool_events.create")
