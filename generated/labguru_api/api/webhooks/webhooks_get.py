"""GET /api/v1/webhooks/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.webhook import Webhook


def request(id: int) -> Request:
    """Get a webhook"""
    return Request("webhooks.get", "GET", "/api/v1/webhooks/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Webhook:
    """The answer, typed."""
    result: Webhook = view(data, models.Webhook)
    return result


endpoint = Endpoint(request, parse, "webhooks.get")
