"""POST /api/v1/webhooks"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.webhook import Webhook
    from ...models.webhook_create import WebhookCreate


def request(*, body: WebhookCreate) -> Request:
    """Have an address called when something happens

    Labguru then posts a JSON list to `url`. Its first object has `url` (path in this API), `input_type`,
    `input_id`, `input_txt` and `changes` (live). It is not signed: fetch the record before you trust it.
    """
    return Request("webhooks.create", "POST", "/api/v1/webhooks", json={"item": body.to_dict()})


def parse(data: Any) -> Webhook:
    """The answer, typed."""
    result: Webhook = view(data, models.Webhook)
    return result


endpoint = Endpoint(request, parse, "webhooks.create")
