"""PUT /api/v1/request_templates/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.request_template import RequestTemplate
    from ...models.request_template_update import RequestTemplateUpdate


def request(id: int, *, body: RequestTemplateUpdate) -> Request:
    """Update a request template"""
    return Request(
        "request_templates.update",
        "PUT",
        "/api/v1/request_templates/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> RequestTemplate:
    """The answer, typed."""
    result: RequestTemplate = view(data, models.RequestTemplate)
    return result


endpoint = Endpoint(request, parse, "request_templates.update")
