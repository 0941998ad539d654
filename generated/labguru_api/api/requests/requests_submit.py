"""PATCH /api/v1/requests/{id}/submit"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement
    from ...models.lab_request_submit_update import LabRequestSubmitUpdate


def request(id: int, *, body: LabRequestSubmitUpdate) -> Request:
    """Submit a request for approval

    From Draft to Pending. For administrators and the owner of the request.
    """
    return Request(
        "requests.submit",
        "PATCH",
        "/api/v1/requests/{id}/submit".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "requests.submit")
