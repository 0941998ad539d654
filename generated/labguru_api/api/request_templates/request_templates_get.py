"""GET /api/v1/request_templates/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.request_template import RequestTemplate


def request(id: int) -> Request:
    """Get a request template"""
    return Request(
        "request_templates.get", "GET", "/api/v1/request_templates/{id}".format(id=segment("id", id, (int,)))
    )


def parse(data: Any) -> RequestTemplate:
    """The answer, typed."""
    result: RequestTemplate = view(data, models.RequestTemplate)
    return result


endpoint = Endpoint(request, parse, "request_templates.get")
