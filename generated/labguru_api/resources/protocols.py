"""Protocols; the elements of their sections come with their data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from .. import api
from .. import models as m
from ..resource import AsyncResource, ListOptions, ViewedResource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import builtins
    from collections.abc import Iterable, Mapping
    from typing import Any

    from ..resource import AsyncListing, Filter, Listing, Moment

R = TypeVar("R", bound="m.Protocol")


class Protocols(ViewedResource[R]):
    """Protocols; the elements of their sections come with their data."""

    resource_name = "protocols"

    def create(
        self,
        *,
        name: str,
        description: str | Unset = UNSET,
        experiment_procedures: builtins.list[Any] | Unset = UNSET,
        elements: builtins.list[Any] | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> R:
        """Create a protocol.

        Three shapes were seen, none of them running: `item` as a text that holds JSON (the vendor's page; one
        version of its Python client, as a form), the fields without a wrapper (its .NET example), and an object in
        `item` (another version of that client). The last, the custom of the other families, is described here: look
        at what comes back.

        Args:
            description: In the vendor's example only.
            experiment_procedures: Sections; empty in the example.
            elements: Empty in the example.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            self._viewed(api.protocols.create),
            body=self._client.build(
                m.ProtocolCreate,
                name=name,
                description=description,
                experiment_procedures=experiment_procedures,
                elements=elements,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a protocol.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.protocols.delete, id)

    def find(
        self,
        *,
        name: str | None = None,
        sys_id: str | None = None,
        uuid: str | None = None,
        external_uuid: str | None = None,
    ) -> R:
        """Find the one record that has this name, SysID or uuid; pass exactly one of them.

        Args:
            name: Its exact name or title.
            sys_id: Its SysID.
            uuid: Its uuid.
            external_uuid: The uuid that another system gave it.

        Raises:
            NotFound: There is none.
            NotUnique: There are several; the message names their ids.
            FilterError: Records of this family cannot be found in this way.
        """
        return self._client.find(
            api.protocols.list, self._record, (), name=name, sys_id=sys_id, uuid=uuid, external_uuid=external_uuid
        )

    def get(self, id: int) -> R:
        """Get a protocol with its sections.

        The sections are wrapped, as in `experiments.get`, and their elements include `data` (live).

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(self._viewed(api.protocols.get), id)

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        changed_since: Moment | None = None,
        page_size: int | None = None,
        tag_ids: Iterable[int] | None = None,
        name: str | None = None,
    ) -> Listing[R]:
        """List protocols.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            changed_since: Only records that changed then or later, newest first; reading stops at the first older
                one. A date, or a time on the server's own clock, to the minute and without a zone.
            page_size: Records per page; the server's own number by default.
            tag_ids: Ids of tags; they are sent as a text such as `['3']`. Documented for filtered lists of the
                notebook.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.

        Raises:
            FilterError: The list has no such field, or the field no such operator. Nothing was sent.
        """
        return self._client.listing_as(
            api.protocols.list,
            self._record,
            ListOptions(where, order_by, changed_since),
            page_size=page_size,
            tag_ids=None if tag_ids is None else str([*map(str, tag_ids)]),
            name=name,
        )

    def update(self, id: int, *, name: str | None | Unset = UNSET, extra: Mapping[str, Any] | None = None) -> R:
        """Update a protocol.

        One version of the vendor's Python client sends `item` here as JSON in a text, in a form. A field that is
        left out stays as it is; None clears it.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            self._viewed(api.protocols.update),
            id,
            body=self._client.build(m.ProtocolUpdate, name=name, extra=dict(extra or {})),
        )


class AsyncProtocols(AsyncResource, Generic[R]):
    """Protocols; the elements of their sections come with their data."""

    resource_name = "protocols"

    def __init__(self, sync: Protocols[R]) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        name: str,
        description: str | Unset = UNSET,
        experiment_procedures: builtins.list[Any] | Unset = UNSET,
        elements: builtins.list[Any] | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> R:
        """Create a protocol.

        Three shapes were seen, none of them running: `item` as a text that holds JSON (the vendor's page; one
        version of its Python client, as a form), the fields without a wrapper (its .NET example), and an object in
        `item` (another version of that client). The last, the custom of the other families, is described here: look
        at what comes back.

        Args:
            description: In the vendor's example only.
            experiment_procedures: Sections; empty in the example.
            elements: Empty in the example.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            name=name,
            description=description,
            experiment_procedures=experiment_procedures,
            elements=elements,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a protocol.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def find(
        self,
        *,
        name: str | None = None,
        sys_id: str | None = None,
        uuid: str | None = None,
        external_uuid: str | None = None,
    ) -> R:
        """Find the one record that has this name, SysID or uuid; pass exactly one of them.

        Args:
            name: Its exact name or title.
            sys_id: Its SysID.
            uuid: Its uuid.
            external_uuid: The uuid that another system gave it.

        Raises:
            NotFound: There is none.
            NotUnique: There are several; the message names their ids.
            FilterError: Records of this family cannot be found in this way.
        """
        return await self._client.run_in_thread(
            self._sync.find, name=name, sys_id=sys_id, uuid=uuid, external_uuid=external_uuid
        )

    async def get(self, id: int) -> R:
        """Get a protocol with its sections.

        The sections are wrapped, as in `experiments.get`, and their elements include `data` (live).

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        changed_since: Moment | None = None,
        page_size: int | None = None,
        tag_ids: Iterable[int] | None = None,
        name: str | None = None,
    ) -> AsyncListing[R]:
        """List protocols.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            changed_since: Only records that changed then or later, newest first; reading stops at the first older
                one. A date, or a time on the server's own clock, to the minute and without a zone.
            page_size: Records per page; the server's own number by default.
            tag_ids: Ids of tags; they are sent as a text such as `['3']`. Documented for filtered lists of the
                notebook.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.

        Raises:
            FilterError: The list has no such field, or the field no such operator. Nothing was sent.
        """
        return self._client.awaited(
            self._sync.list(
                where=where,
                order_by=order_by,
                changed_since=changed_since,
                page_size=page_size,
                tag_ids=tag_ids,
                name=name,
            )
        )

    async def update(self, id: int, *, name: str | None | Unset = UNSET, extra: Mapping[str, Any] | None = None) -> R:
        """Update a protocol.

        One version of the vendor's Python client sends `item` here as JSON in a text, in a form. A field that is
        left out stays as it is; None clears it.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.update, id, name=name, extra=extra)
