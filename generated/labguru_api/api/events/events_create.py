"""POST /api/v1/events"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.event import Event
    from ...models.event_create import EventCreate


def request(*, body: EventCreate) -> Request:
    """Create an event, or book an equipment"""
    return Request("events.create", "POST", "/api/v1/events", json={"item": body.to_dict()})


def parse(data: Any) -> Event:
    """The answer, typed."""
    result: Event = view(data, models.Event)
    return result


endpoint = Endpoint(request, parse, "events.create")
