"""POST /api/v1/web_notifications/notify"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement
    from ...models.web_notification_create import WebNotificationCreate


def request(*, body: WebNotificationCreate) -> Request:
    """Notify members in the UI

    Documented nowhere; a 200 was seen, its body was not read.
    """
    return Request("web_notifications.notify", "POST", "/api/v1/web_notifications/notify", json=body.to_dict())


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "web_notifications.notify")
