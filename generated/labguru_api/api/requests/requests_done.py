"""PATCH /api/v1/requests/{id}/done"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement


def request(id: int) -> Request:
    """Mark a request as completed

    From In Progress to Completed; from any other status the server answers 422. For administrators and the
    performer.
    """
    return Request("requests.done", "PATCH", "/api/v1/requests/{id}/done".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "requests.done")
