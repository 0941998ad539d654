"""Projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, ListOptions, Resource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from ..resource import AsyncListing, Filter, Listing, Moment


class Projects(Resource):
    """Projects."""

    resource_name = "projects"

    def create(
        self,
        *,
        title: str,
        description: str | Unset = UNSET,
        start_date: str | Unset = UNSET,
        closed: bool | Unset = UNSET,
        status: str | Unset = UNSET,
        owner_id: int | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Project:
        """Create a project.

        Args:
            start_date: YYYY-MM-DD.
            closed: True archives the project.
            owner_id: Id of a member; the caller by default.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.projects.create,
            body=self._client.build(
                m.ProjectCreate,
                title=title,
                description=description,
                start_date=start_date,
                closed=closed,
                status=status,
                owner_id=owner_id,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a project.

        New in 2026, and in V2 only.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.projects.delete, id)

    def find(
        self,
        *,
        name: str | None = None,
        sys_id: str | None = None,
        uuid: str | None = None,
        external_uuid: str | None = None,
    ) -> m.Project:
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
            api.projects.list, m.Project, (), name=name, sys_id=sys_id, uuid=uuid, external_uuid=external_uuid
        )

    def get(self, id: int) -> m.Project:
        """Get a project with its folders.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.projects.get, id)

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        changed_since: Moment | None = None,
        page_size: int | None = None,
        tag_ids: Iterable[int] | None = None,
        name: str | None = None,
    ) -> Listing[m.Project]:
        """List projects.

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
        return self._client.listing(
            api.projects.list,
            m.Project,
            ListOptions(where, order_by, changed_since),
            page_size=page_size,
            tag_ids=None if tag_ids is None else str([*map(str, tag_ids)]),
            name=name,
        )

    def update(
        self,
        id: int,
        *,
        title: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        start_date: str | None | Unset = UNSET,
        closed: bool | None | Unset = UNSET,
        status: str | None | Unset = UNSET,
        owner_id: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Project:
        """Update a project.

        A field that is left out stays as it is; None clears it.

        Args:
            start_date: YYYY-MM-DD.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.projects.update,
            id,
            body=self._client.build(
                m.ProjectUpdate,
                title=title,
                description=description,
                start_date=start_date,
                closed=closed,
                status=status,
                owner_id=owner_id,
                extra=dict(extra or {}),
            ),
        )


class AsyncProjects(AsyncResource):
    """Projects."""

    resource_name = "projects"

    def __init__(self, sync: Projects) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        title: str,
        description: str | Unset = UNSET,
        start_date: str | Unset = UNSET,
        closed: bool | Unset = UNSET,
        status: str | Unset = UNSET,
        owner_id: int | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Project:
        """Create a project.

        Args:
            start_date: YYYY-MM-DD.
            closed: True archives the project.
            owner_id: Id of a member; the caller by default.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            title=title,
            description=description,
            start_date=start_date,
            closed=closed,
            status=status,
            owner_id=owner_id,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a project.

        New in 2026, and in V2 only.

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
    ) -> m.Project:
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

    async def get(self, id: int) -> m.Project:
        """Get a project with its folders.

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
    ) -> AsyncListing[m.Project]:
        """List projects.

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

    async def update(
        self,
        id: int,
        *,
        title: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        start_date: str | None | Unset = UNSET,
        closed: bool | None | Unset = UNSET,
        status: str | None | Unset = UNSET,
        owner_id: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Project:
        """Update a project.

        A field that is left out stays as it is; None clears it.

        Args:
            start_date: YYYY-MM-DD.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            title=title,
            description=description,
            start_date=start_date,
            closed=closed,
            status=status,
            owner_id=owner_id,
            extra=extra,
        )
