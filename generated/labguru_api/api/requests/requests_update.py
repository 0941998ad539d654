"""PUT /api/v1/requests/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.lab_request import LabRequest
    from ...models.lab_request_update import LabRequestUpdate


def request(id: int, *, body: LabRequestUpdate) -> Request:
    """Update a request

    The way from one status to the next is the actions' (`requests.submit` and so on); `status` can be written
    here all the same.
    """
    return Request(
        "requests.update",
        "PUT",
        "/api/v1/requests/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> LabRequest:
    """The answer, typed."""
    result: LabRequest = view(data, models.LabRequest)
    return result


endpoint = Endpoint(request, parse, "requests.update")
