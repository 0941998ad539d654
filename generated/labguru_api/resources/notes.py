"""Notes."""

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


class Notes(Resource):
    """Notes."""

    resource_name = "notes"

    def create(
        self, *, title: str, project_id: int, body: str | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.Note:
        """Add a note to a project.

        Args:
            project_id: Id of the project.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.notes.create,
            body=self._client.build(
                m.NoteCreate, title=title, project_id=project_id, body=body, extra=dict(extra or {})
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a note.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.notes.delete, id)

    def get(self, id: int) -> m.Note:
        """Get a note.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.notes.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[m.Note]:
        """List notes.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.listing(api.notes.list, m.Note, None, page_size=page_size, name=name)

    def update(
        self,
        id: int,
        *,
        title: str | None | Unset = UNSET,
        body: str | None | Unset = UNSET,
        project_id: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Note:
        """Update a note.

        `title` and `project_id` are documented as required. A field that is left out stays as it is; None clears
        it.

        Args:
            project_id: Id of the project.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.notes.update,
            id,
            body=self._client.build(
                m.NoteUpdate, title=title, body=body, project_id=project_id, extra=dict(extra or {})
            ),
        )


class AsyncNotes(AsyncResource):
    """Notes."""

    resource_name = "notes"

    def __init__(self, sync: Notes) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self, *, title: str, project_id: int, body: str | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.Note:
        """Add a note to a project.

        Args:
            project_id: Id of the project.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create, title=title, project_id=project_id, body=body, extra=extra
        )

    async def delete(self, id: int) -> None:
        """Delete a note.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Note:
        """Get a note.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> AsyncListing[m.Note]:
        """List notes.

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
        title: str | None | Unset = UNSET,
        body: str | None | Unset = UNSET,
        project_id: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Note:
        """Update a note.

        `title` and `project_id` are documented as required. A field that is left out stays as it is; None clears
        it.

        Args:
            project_id: Id of the project.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update, id, title=title, body=body, project_id=project_id, extra=extra
        )
