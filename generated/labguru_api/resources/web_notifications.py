"""Notifications of members in Labguru itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource

if TYPE_CHECKING:
    import builtins
    from collections.abc import Mapping
    from typing import Any


class WebNotifications(Resource):
    """Notifications of members in Labguru itself."""

    resource_name = "web_notifications"

    def notify(
        self,
        *,
        item: m.WebNotificationContentCreate,
        recipients: builtins.list[int],
        extra: Mapping[str, Any] | None = None,
    ) -> m.Acknowledgement:
        """Notify members in the UI.

        Documented nowhere; a 200 was seen, its body was not read.

        Args:
            recipients: Ids of members.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.web_notifications.notify,
            body=self._client.build(m.WebNotificationCreate, item=item, recipients=recipients, extra=dict(extra or {})),
        )


class AsyncWebNotifications(AsyncResource):
    """Notifications of members in Labguru itself."""

    resource_name = "web_notifications"

    def __init__(self, sync: WebNotifications) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def notify(
        self,
        *,
        item: m.WebNotificationContentCreate,
        recipients: builtins.list[int],
        extra: Mapping[str, Any] | None = None,
    ) -> m.Acknowledgement:
        """Notify members in the UI.

        Documented nowhere; a 200 was seen, its body was not read.

        Args:
            recipients: Ids of members.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(self._sync.notify, item=item, recipients=recipients, extra=extra)
