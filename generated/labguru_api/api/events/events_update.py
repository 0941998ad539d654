"""PUT /api/v1/events/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.event import Event
    from ...models.event_update import EventUpdate


def request(id: int, *, body: EventUpdate) -> Request:
    """Update an event"""
    return Request(
        "events.update",
        "PUT",
        "/api/v1/events/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Event:
    """The answer, typed."""
    result: Event = view(data, models.Event)
    return result


endpoint = Endpoint(request, parse, "events.update")
