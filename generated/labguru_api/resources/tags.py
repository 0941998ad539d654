"""Tags: `remove` takes one off a record, `delete` deletes it everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class Tags(Resource):
    """Tags: `remove` takes one off a record, `delete` deletes it everywhere."""

    resource_name = "tags"

    def create(self, *, tag: str, class_name: str, item_id: int | str, extra: Mapping[str, Any] | None = None) -> m.Tag:
        """Put a tag on a record.

        Args:
            tag: The label.
            class_name: Class name of the record, such as Projects::Experiment.
            item_id: Id of the record; documented as a text here, as an integer in `tags.remove`.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.tags.create,
            body=self._client.build(
                m.TagCreate, tag=tag, class_name=class_name, item_id=item_id, extra=dict(extra or {})
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a tag.

        Deletes the tag itself; to take it off one record see `tags.remove`. The documented status is 201.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.tags.delete, id)

    def remove(
        self, *, class_name: str, item_id: int | str, tag: str, extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Take tags off a record.

        The tags themselves stay; `tags.delete` deletes one. The facts go in the body of the DELETE. The documented
        status is 201.

        Args:
            class_name: Class name of the record, such as Projects::Experiment.
            item_id: Id of the record.
            tag: The label; several with commas, such as draft,wip.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.tags.remove,
            body=self._client.build(
                m.TagRemovalCreate, class_name=class_name, item_id=item_id, tag=tag, extra=dict(extra or {})
            ),
        )


class AsyncTags(AsyncResource):
    """Tags: `remove` takes one off a record, `delete` deletes it everywhere."""

    resource_name = "tags"

    def __init__(self, sync: Tags) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self, *, tag: str, class_name: str, item_id: int | str, extra: Mapping[str, Any] | None = None
    ) -> m.Tag:
        """Put a tag on a record.

        Args:
            tag: The label.
            class_name: Class name of the record, such as Projects::Experiment.
            item_id: Id of the record; documented as a text here, as an integer in `tags.remove`.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create, tag=tag, class_name=class_name, item_id=item_id, extra=extra
        )

    async def delete(self, id: int) -> None:
        """Delete a tag.

        Deletes the tag itself; to take it off one record see `tags.remove`. The documented status is 201.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def remove(
        self, *, class_name: str, item_id: int | str, tag: str, extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Take tags off a record.

        The tags themselves stay; `tags.delete` deletes one. The facts go in the body of the DELETE. The documented
        status is 201.

        Args:
            class_name: Class name of the record, such as Projects::Experiment.
            item_id: Id of the record.
            tag: The label; several with commas, such as draft,wip.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.remove, class_name=class_name, item_id=item_id, tag=tag, extra=extra
        )
