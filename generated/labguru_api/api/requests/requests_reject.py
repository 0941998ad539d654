"""PATCH /api/v1/requests/{id}/reject"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement


def request(id: int) -> Request:
    """Reject a request

    Possible while it is Pending, Approved or Assigned; what status it has then is not documented. For
    administrators and whom it is assigned to.
    """
    return Request("requests.reject", "PATCH", "/api/v1/requests/{id}/reject".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "requests.reject")
