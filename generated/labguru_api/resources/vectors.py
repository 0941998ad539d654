"""Rows of datasets."""

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


class Vectors(Resource):
    """Rows of datasets."""

    resource_name = "vectors"

    def create(self, *, dataset_id: int, vector_data: Any, extra: Mapping[str, Any] | None = None) -> m.Vector:
        """Add a row to a dataset.

        Args:
            dataset_id: Id of the dataset.
            vector_data: An object from the column headers of the dataset to values, or the same as JSON in a text:
                the vendor says text and shows an object.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.vectors.create,
            body=self._client.build(
                m.VectorCreate, dataset_id=dataset_id, vector_data=vector_data, extra=dict(extra or {})
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a row of a dataset.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.vectors.delete, id)

    def get(self, id: int) -> m.Vector:
        """Get a row of a dataset.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.vectors.get, id)

    def list(self, *, page_size: int | None = None) -> Listing[m.Vector]:
        """List the rows of all datasets.

        Args:
            page_size: Records per page; the server's own number by default.
        """
        return self._client.listing(api.vectors.list, m.Vector, None, page_size=page_size)

    def update(
        self,
        id: int,
        *,
        dataset_id: int | None | Unset = UNSET,
        vector_data: Any | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Vector:
        """Update a row of a dataset.

        A field that is left out stays as it is; None clears it.

        Args:
            dataset_id: Id of the dataset.
            vector_data: An object from the column headers of the dataset to values, or the same as JSON in a text:
                the vendor says text and shows an object.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.vectors.update,
            id,
            body=self._client.build(
                m.VectorUpdate, dataset_id=dataset_id, vector_data=vector_data, extra=dict(extra or {})
            ),
        )


class AsyncVectors(AsyncResource):
    """Rows of datasets."""

    resource_name = "vectors"

    def __init__(self, sync: Vectors) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(self, *, dataset_id: int, vector_data: Any, extra: Mapping[str, Any] | None = None) -> m.Vector:
        """Add a row to a dataset.

        Args:
            dataset_id: Id of the dataset.
            vector_data: An object from the column headers of the dataset to values, or the same as JSON in a text:
                the vendor says text and shows an object.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create, dataset_id=dataset_id, vector_data=vector_data, extra=extra
        )

    async def delete(self, id: int) -> None:
        """Delete a row of a dataset.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Vector:
        """Get a row of a dataset.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None) -> AsyncListing[m.Vector]:
        """List the rows of all datasets.

        Args:
            page_size: Records per page; the server's own number by default.
        """
        return self._client.awaited(self._sync.list(page_size=page_size))

    async def update(
        self,
        id: int,
        *,
        dataset_id: int | None | Unset = UNSET,
        vector_data: Any | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Vector:
        """Update a row of a dataset.

        A field that is left out stays as it is; None clears it.

        Args:
            dataset_id: Id of the dataset.
            vector_data: An object from the column headers of the dataset to values, or the same as JSON in a text:
                the vendor says text and shows an object.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update, id, dataset_id=dataset_id, vector_data=vector_data, extra=extra
        )
