"""PATCH /api/v1/requests/{id}/start"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement
    from ...models.lab_request_start_update import LabRequestStartUpdate


def request(id: int, *, body: LabRequestStartUpdate) -> Request:
    """Start work on a request

    From Assigned to In Progress; from any other status the server answers 422. For administrators and the
    performer.
    """
    return Request(
        "requests.start",
        "PATCH",
        "/api/v1/requests/{id}/start".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "requests.start")
