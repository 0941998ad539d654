"""Values of the inputs of an experiment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class Measurements(Resource):
    """Values of the inputs of an experiment."""

    resource_name = "measurements"

    def create(
        self,
        *,
        input_name: str,
        experiment_id: int,
        item: m.MeasurementValueCreate,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Measurement:
        """Write a measured value into a field of a form.

        The value lands in the form element of the experiment that has an input of this name.

        Args:
            input_name: Name of the input in the form.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.measurements.create,
            body=self._client.build(
                m.MeasurementCreate,
                input_name=input_name,
                experiment_id=experiment_id,
                item=item,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a measurement.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.measurements.delete, id)


class AsyncMeasurements(AsyncResource):
    """Values of the inputs of an experiment."""

    resource_name = "measurements"

    def __init__(self, sync: Measurements) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        input_name: str,
        experiment_id: int,
        item: m.MeasurementValueCreate,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Measurement:
        """Write a measured value into a field of a form.

        The value lands in the form element of the experiment that has an input of this name.

        Args:
            input_name: Name of the input in the form.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create, input_name=input_name, experiment_id=experiment_id, item=item, extra=extra
        )

    async def delete(self, id: int) -> None:
        """Delete a measurement.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)
