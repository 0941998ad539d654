"""Comments on records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..resource import AsyncListing, Listing


class Comments(Resource):
    """Comments on records."""

    resource_name = "comments"

    def create(
        self, *, comment: str, commentable_id: int, commentable_type: str, extra: Mapping[str, Any] | None = None
    ) -> m.Comment:
        """Comment on a record.

        Args:
            comment: The text.
            commentable_id: Id of the record commented on.
            commentable_type: Class name of that record, such as Biocollections::Plasmid.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.comments.create,
            body=self._client.build(
                m.CommentCreate,
                comment=comment,
                commentable_id=commentable_id,
                commentable_type=commentable_type,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a comment.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.comments.delete, id)

    def get(self, id: int) -> m.Comment:
        """Get a comment.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.comments.get, id)

    def list(self, *, page_size: int | None = None) -> Listing[m.Comment]:
        """List comments.

        Args:
            page_size: Records per page; the server's own number by default.
        """
        return self._client.listing(api.comments.list, m.Comment, None, page_size=page_size)


class AsyncComments(AsyncResource):
    """Comments on records."""

    resource_name = "comments"

    def __init__(self, sync: Comments) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self, *, comment: str, commentable_id: int, commentable_type: str, extra: Mapping[str, Any] | None = None
    ) -> m.Comment:
        """Comment on a record.

        Args:
            comment: The text.
            commentable_id: Id of the record commented on.
            commentable_type: Class name of that record, such as Biocollections::Plasmid.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            comment=comment,
            commentable_id=commentable_id,
            commentable_type=commentable_type,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a comment.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Comment:
        """Get a comment.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None) -> AsyncListing[m.Comment]:
        """List comments.

        Args:
            page_size: Records per page; the server's own number by default.
        """
        return self._client.awaited(self._sync.list(page_size=page_size))
