"""PUT /api/v1/webhooks/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.webhook import Webhook
    from ...models.webhook_update import WebhookUpdate


def request(id: int, *, body: WebhookUpdate) -> Request:
    """Update a webhook"""
    return Request(
        "webhooks.update",
        "PUT",
        "/api/v1/webhooks/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Webhook:
    """The answer, typed."""
    result: Webhook = view(data, models.Webhook)
    return result


endpoint = Endpoint(request, parse, "webhooks.update")
