"""GET /api/v1/webhooks/list"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.webhook_trigger import WebhookTrigger
    from ...models.webhook_triggers import WebhookTriggers


def request() -> Request:
    """List the triggers that a webhook can have

    Takes no page. The shape of the answer is not known; what comes is passed on as it is.
    """
    return Request("webhooks.triggers", "GET", "/api/v1/webhooks/list")


def parse(data: Any) -> list[WebhookTrigger] | WebhookTriggers:
    """The answer, typed."""
    result: list[WebhookTrigger] | WebhookTriggers = view(data, models.WebhookTriggers, items=models.WebhookTrigger)
    return result


endpoint = Endpoint(request, parse, "webhooks.triggers")
