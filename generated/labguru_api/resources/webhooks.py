"""Addresses that Labguru calls when something happens; `triggers` lists what can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import builtins
    from collections.abc import Mapping
    from typing import Any

    from ..resource import AsyncListing, Listing


class Webhooks(Resource):
    """Addresses that Labguru calls when something happens; `triggers` lists what can."""

    resource_name = "webhooks"

    def create(self, *, trigger_key: str, active: bool, url: str, extra: Mapping[str, Any] | None = None) -> m.Webhook:
        """Have an address called when something happens.

        Labguru then posts a JSON list to `url`. Its first object has `url` (path in this API), `input_type`,
        `input_id`, `input_txt` and `changes` (live). It is not signed: fetch the record before you trust it.

        Args:
            trigger_key: Class and action, such as knowledgebase_document.signed or system_event.create; see
                `webhooks.triggers`.
            active: False by default; one vendor script sends 1.
            url: The address to call.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.webhooks.create,
            body=self._client.build(
                m.WebhookCreate, trigger_key=trigger_key, active=active, url=url, extra=dict(extra or {})
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a webhook.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.webhooks.delete, id)

    def get(self, id: int) -> m.Webhook:
        """Get a webhook.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.webhooks.get, id)

    def list(self, *, page_size: int | None = None) -> Listing[m.Webhook]:
        """List webhooks.

        Args:
            page_size: Records per page; the server's own number by default.
        """
        return self._client.listing(api.webhooks.list, m.Webhook, None, page_size=page_size)

    def triggers(self) -> builtins.list[m.WebhookTrigger]:
        """List the triggers that a webhook can have.

        Takes no page. The shape of the answer is not known; what comes is passed on as it is.
        """
        return self._client.records(api.webhooks.triggers, m.WebhookTrigger)

    def update(
        self,
        id: int,
        *,
        trigger_key: str | None | Unset = UNSET,
        active: bool | None | Unset = UNSET,
        url: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Webhook:
        """Update a webhook.

        A field that is left out stays as it is; None clears it.

        Args:
            trigger_key: Class and action, such as knowledgebase_document.signed or system_event.create; see
                `webhooks.triggers`.
            active: False by default; one vendor script sends 1.
            url: The address to call.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.webhooks.update,
            id,
            body=self._client.build(
                m.WebhookUpdate, trigger_key=trigger_key, active=active, url=url, extra=dict(extra or {})
            ),
        )


class AsyncWebhooks(AsyncResource):
    """Addresses that Labguru calls when something happens; `triggers` lists what can."""

    resource_name = "webhooks"

    def __init__(self, sync: Webhooks) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self, *, trigger_key: str, active: bool, url: str, extra: Mapping[str, Any] | None = None
    ) -> m.Webhook:
        """Have an address called when something happens.

        Labguru then posts a JSON list to `url`. Its first object has `url` (path in this API), `input_type`,
        `input_id`, `input_txt` and `changes` (live). It is not signed: fetch the record before you trust it.

        Args:
            trigger_key: Class and action, such as knowledgebase_document.signed or system_event.create; see
                `webhooks.triggers`.
            active: False by default; one vendor script sends 1.
            url: The address to call.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create, trigger_key=trigger_key, active=active, url=url, extra=extra
        )

    async def delete(self, id: int) -> None:
        """Delete a webhook.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Webhook:
        """Get a webhook.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None) -> AsyncListing[m.Webhook]:
        """List webhooks.

        Args:
            page_size: Records per page; the server's own number by default.
        """
        return self._client.awaited(self._sync.list(page_size=page_size))

    async def triggers(self) -> builtins.list[m.WebhookTrigger]:
        """List the triggers that a webhook can have.

        Takes no page. The shape of the answer is not known; what comes is passed on as it is.
        """
        return await self._client.run_in_thread(self._sync.triggers)

    async def update(
        self,
        id: int,
        *,
        trigger_key: str | None | Unset = UNSET,
        active: bool | None | Unset = UNSET,
        url: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Webhook:
        """Update a webhook.

        A field that is left out stays as it is; None clears it.

        Args:
            trigger_key: Class and action, such as knowledgebase_document.signed or system_event.create; see
                `webhooks.triggers`.
            active: False by default; one vendor script sends 1.
            url: The address to call.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update, id, trigger_key=trigger_key, active=active, url=url, extra=extra
        )
