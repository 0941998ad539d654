"""The audit trail: who did what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..resource import AsyncListing, Listing


class Histories(Resource):
    """The audit trail: who did what, and when."""

    resource_name = "histories"

    def list(
        self,
        *,
        page_size: int | None = None,
        order: str | None = None,
        object_id: int | None = None,
        object_type: str | None = None,
        action: Sequence[str] | None = None,
        context_id: int | None = None,
    ) -> Listing[m.History]:
        """List entries of the audit trail.

        Documented nowhere. The JSON form of `filter` finds the entries of one record by
        `{"object_id":"27","object_type":"Biocollections::Sequence"}` (vendor's script), or those within another by
        `{"action":["update"],"context_id":665}` (live). `page_size` works (live); `page` and `meta` are assumed.

        Args:
            page_size: Records per page; the server's own number by default.
            order: Such as id DESC, for the newest first (live).
            object_id: The id of the record whose class is `object_type`.
            object_type: Only entries about one record, by its class, such as `Biocollections::Sequence`.
            action: Only these actions, such as `["update"]`.
            context_id: Only entries about what is within this record.
        """
        return self._client.listing(
            api.histories.list,
            m.History,
            None,
            page_size=page_size,
            order=order,
            filter_=self._client.columns(
                object_id=None if object_id is None else str(object_id),
                object_type=object_type,
                action=action,
                context_id=context_id,
            ),
        )


class AsyncHistories(AsyncResource):
    """The audit trail: who did what, and when."""

    resource_name = "histories"

    def __init__(self, sync: Histories) -> None:
        super().__init__(sync._client)
        self._sync = sync

    def list(
        self,
        *,
        page_size: int | None = None,
        order: str | None = None,
        object_id: int | None = None,
        object_type: str | None = None,
        action: Sequence[str] | None = None,
        context_id: int | None = None,
    ) -> AsyncListing[m.History]:
        """List entries of the audit trail.

        Documented nowhere. The JSON form of `filter` finds the entries of one record by
        `{"object_id":"27","object_type":"Biocollections::Sequence"}` (vendor's script), or those within another by
        `{"action":["update"],"context_id":665}` (live). `page_size` works (live); `page` and `meta` are assumed.

        Args:
            page_size: Records per page; the server's own number by default.
            order: Such as id DESC, for the newest first (live).
            object_id: The id of the record whose class is `object_type`.
            object_type: Only entries about one record, by its class, such as `Biocollections::Sequence`.
            action: Only these actions, such as `["update"]`.
            context_id: Only entries about what is within this record.
        """
        return self._client.awaited(
            self._sync.list(
                page_size=page_size,
                order=order,
                object_id=object_id,
                object_type=object_type,
                action=action,
                context_id=context_id,
            )
        )
