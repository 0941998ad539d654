"""GET /api/v1/requests/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.lab_request import LabRequest


def request(id: int) -> Request:
    """Get a request"""
    return Request("requests.get", "GET", "/api/v1/requests/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> LabRequest:
    """The answer, typed."""
    result: LabRequest = view(data, models.LabRequest)
    return result


endpoint = Endpoint(request, parse, "requests.get")
