"""PATCH /api/v1/requests/{id}/accept"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement
    from ...models.lab_request_accept_update import LabRequestAcceptUpdate


def request(id: int, *, body: LabRequestAcceptUpdate) -> Request:
    """Accept a request for the performing team

    From Approved to Awaiting Assignment; from any other status the server answers 422. For administrators and
    whom it is assigned to.
    """
    return Request(
        "requests.accept",
        "PATCH",
        "/api/v1/requests/{id}/accept".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "requests.accept")
