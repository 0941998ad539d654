"""GET /api/v1/events/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.event import Event


def request(id: int) -> Request:
    """Get an event"""
    return Request("events.get", "GET", "/api/v1/events/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Event:
    """The answer, typed."""
    result: Event = view(data, models.Event)
    return result


endpoint = Endpoint(request, parse, "events.get")
