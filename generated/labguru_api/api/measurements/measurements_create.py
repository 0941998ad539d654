"""POST /api/v1/measurements"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.measurement import Measurement
    from ...models.measurement_create import MeasurementCreate


def request(*, body: MeasurementCreate) -> Request:
    """Write a measured value into a field of a form

    The value lands in the form element of the experiment that has an input of this name.
    """
    return Request("measurements.create", "POST", "/api/v1/measurements", json=body.to_dict())


def parse(data: Any) -> Measurement:
    """The answer, typed."""
    result: Measurement = view(data, models.Measurement)
    return result


endpoint = Endpoint(request, parse, "measurements.create")
