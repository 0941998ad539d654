"""Events of equipment, such as bookings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..resource import AsyncListing, Listing


class Events(Resource):
    """Events of equipment, such as bookings."""

    resource_name = "events"

    def create(
        self,
        *,
        name: str,
        start_date: str,
        end_date: str,
        description: str | Unset = UNSET,
        notify_members: str | Unset = UNSET,
        notify_at: str | Unset = UNSET,
        is_fullday_event: bool | Unset = UNSET,
        repeats: int | Unset = UNSET,
        repeat_frame: str | Unset = UNSET,
        eventable_id: int | Unset = UNSET,
        eventable_type: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Event:
        """Create an event, or book an equipment.

        Args:
            start_date: Local, YYYY-MM-DD HH:MM:SS in the vendor's examples.
            end_date: Local, YYYY-MM-DD HH:MM:SS in the vendor's examples.
            notify_members: Whom to notify: the text [1] for the caller, [-1] for all participants, [0] for nobody.
            notify_at: When to notify; local, YYYY-MM-DD HH:MM:SS in the vendor's examples.
            repeats: 1 or 0.
            repeat_frame: Never, days, weeks or months.
            eventable_id: Id of the equipment booked.
            eventable_type: Class name of what is booked: System::Instrument.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.events.create,
            body=self._client.build(
                m.EventCreate,
                name=name,
                start_date=start_date,
                end_date=end_date,
                description=description,
                notify_members=notify_members,
                notify_at=notify_at,
                is_fullday_event=is_fullday_event,
                repeats=repeats,
                repeat_frame=repeat_frame,
                eventable_id=eventable_id,
                eventable_type=eventable_type,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete an event.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.events.delete, id)

    def get(self, id: int) -> m.Event:
        """Get an event.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.events.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[m.Event]:
        """List events.

        No parameter for a range of dates is known.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.listing(api.events.list, m.Event, None, page_size=page_size, name=name)

    def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        start_date: str | None | Unset = UNSET,
        end_date: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        notify_members: str | None | Unset = UNSET,
        notify_at: str | None | Unset = UNSET,
        is_fullday_event: bool | None | Unset = UNSET,
        repeats: int | None | Unset = UNSET,
        repeat_frame: str | None | Unset = UNSET,
        eventable_id: int | None | Unset = UNSET,
        eventable_type: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Event:
        """Update an event.

        A field that is left out stays as it is; None clears it.

        Args:
            start_date: Local, YYYY-MM-DD HH:MM:SS in the vendor's examples.
            end_date: Local, YYYY-MM-DD HH:MM:SS in the vendor's examples.
            notify_members: Whom to notify: the text [1] for the caller, [-1] for all participants, [0] for nobody.
            notify_at: When to notify; local, YYYY-MM-DD HH:MM:SS in the vendor's examples.
            repeats: 1 or 0.
            repeat_frame: Never, days, weeks or months.
            eventable_id: Id of the equipment booked.
            eventable_type: Class name of what is booked: System::Instrument.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.events.update,
            id,
            body=self._client.build(
                m.EventUpdate,
                name=name,
                start_date=start_date,
                end_date=end_date,
                description=description,
                notify_members=notify_members,
                notify_at=notify_at,
                is_fullday_event=is_fullday_event,
                repeats=repeats,
                repeat_frame=repeat_frame,
                eventable_id=eventable_id,
                eventable_type=eventable_type,
                extra=dict(extra or {}),
            ),
        )


class AsyncEvents(AsyncResource):
    """Events of equipment, such as bookings."""

    resource_name = "events"

    def __init__(self, sync: Events) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        name: str,
        start_date: str,
        end_date: str,
        description: str | Unset = UNSET,
        notify_members: str | Unset = UNSET,
        notify_at: str | Unset = UNSET,
        is_fullday_event: bool | Unset = UNSET,
        repeats: int | Unset = UNSET,
        repeat_frame: str | Unset = UNSET,
        eventable_id: int | Unset = UNSET,
        eventable_type: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Event:
        """Create an event, or book an equipment.

        Args:
            start_date: Local, YYYY-MM-DD HH:MM:SS in the vendor's examples.
            end_date: Local, YYYY-MM-DD HH:MM:SS in the vendor's examples.
            notify_members: Whom to notify: the text [1] for the caller, [-1] for all participants, [0] for nobody.
            notify_at: When to notify; local, YYYY-MM-DD HH:MM:SS in the vendor's examples.
            repeats: 1 or 0.
            repeat_frame: Never, days, weeks or months.
            eventable_id: Id of the equipment booked.
            eventable_type: Class name of what is booked: System::Instrument.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            name=name,
            start_date=start_date,
            end_date=end_date,
            description=description,
            notify_members=notify_members,
            notify_at=notify_at,
            is_fullday_event=is_fullday_event,
            repeats=repeats,
            repeat_frame=repeat_frame,
            eventable_id=eventable_id,
            eventable_type=eventable_type,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete an event.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Event:
        """Get an event.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> AsyncListing[m.Event]:
        """List events.

        No parameter for a range of dates is known.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.awaited(self._sync.list(page_size=page_size, name=name))

    async def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        start_date: str | None | Unset = UNSET,
        end_date: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        notify_members: str | None | Unset = UNSET,
        notify_at: str | None | Unset = UNSET,
        is_fullday_event: bool | None | Unset = UNSET,
        repeats: int | None | Unset = UNSET,
        repeat_frame: str | None | Unset = UNSET,
        eventable_id: int | None | Unset = UNSET,
        eventable_type: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Event:
        """Update an event.

        A field that is left out stays as it is; None clears it.

        Args:
            start_date: Local, YYYY-MM-DD HH:MM:SS in the vendor's examples.
            end_date: Local, YYYY-MM-DD HH:MM:SS in the vendor's examples.
            notify_members: Whom to notify: the text [1] for the caller, [-1] for all participants, [0] for nobody.
            notify_at: When to notify; local, YYYY-MM-DD HH:MM:SS in the vendor's examples.
            repeats: 1 or 0.
            repeat_frame: Never, days, weeks or months.
            eventable_id: Id of the equipment booked.
            eventable_type: Class name of what is booked: System::Instrument.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            name=name,
            start_date=start_date,
            end_date=end_date,
            description=description,
            notify_members=notify_members,
            notify_at=notify_at,
            is_fullday_event=is_fullday_event,
            repeats=repeats,
            repeat_frame=repeat_frame,
            eventable_id=eventable_id,
            eventable_type=eventable_type,
            extra=extra,
        )
