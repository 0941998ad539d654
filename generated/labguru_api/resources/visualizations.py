"""Charts of datasets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class Visualizations(Resource):
    """Charts of datasets."""

    resource_name = "visualizations"

    def create(
        self, *, name: str, dataset_id: int, attachment_id: int, extra: Mapping[str, Any] | None = None
    ) -> m.Visualization:
        """Add an image to a dataset.

        Upload the image with `attachments.create` first. The UI shows it with the dataset, under Visualizations.

        Args:
            dataset_id: Id of the dataset.
            attachment_id: Id of the attachment that is the image.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.visualizations.create,
            body=self._client.build(
                m.VisualizationCreate,
                name=name,
                dataset_id=dataset_id,
                attachment_id=attachment_id,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a visualization.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.visualizations.delete, id)


class AsyncVisualizations(AsyncResource):
    """Charts of datasets."""

    resource_name = "visualizations"

    def __init__(self, sync: Visualizations) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self, *, name: str, dataset_id: int, attachment_id: int, extra: Mapping[str, Any] | None = None
    ) -> m.Visualization:
        """Add an image to a dataset.

        Upload the image with `attachments.create` first. The UI shows it with the dataset, under Visualizations.

        Args:
            dataset_id: Id of the dataset.
            attachment_id: Id of the attachment that is the image.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create, name=name, dataset_id=dataset_id, attachment_id=attachment_id, extra=extra
        )

    async def delete(self, id: int) -> None:
        """Delete a visualization.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)
