"""POST /api/v1/requests"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.lab_request import LabRequest
    from ...models.lab_request_create import LabRequestCreate


def request(*, body: LabRequestCreate) -> Request:
    """Add a request

    It starts as a draft, from a template (`request_templates`).
    """
    return Request("requests.create", "POST", "/api/v1/requests", json={"item": body.to_dict()})


def parse(data: Any) -> LabRequest:
    """The answer, typed."""
    result: LabRequest = view(data, models.LabRequest)
    return result


endpoint = Endpoint(request, parse, "requests.create")
