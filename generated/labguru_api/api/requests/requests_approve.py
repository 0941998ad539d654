"""PATCH /api/v1/requests/{id}/approve"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement
    from ...models.lab_request_approve_update import LabRequestApproveUpdate


def request(id: int, *, body: LabRequestApproveUpdate) -> Request:
    """Approve a request

    From Pending to Approved; from any other status the server answers 422. The leader of the performing team has
    it next. For administrators and whom it is assigned to.
    """
    return Request(
        "requests.approve",
        "PATCH",
        "/api/v1/requests/{id}/approve".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "requests.approve")
