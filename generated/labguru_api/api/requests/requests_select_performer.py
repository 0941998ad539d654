"""PATCH /api/v1/requests/{id}/select_performer"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement
    from ...models.lab_request_performer_create import LabRequestPerformerCreate


def request(id: int, *, body: LabRequestPerformerCreate) -> Request:
    """Assign a request to a member

    From Awaiting Assignment to Assigned; from any other status the server answers 422. For administrators and the
    leader of the performing team.
    """
    return Request(
        "requests.select_performer",
        "PATCH",
        "/api/v1/requests/{id}/select_performer".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "requests.select_performer")
