"""POST /api/v1/request_templates"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.request_template import RequestTemplate
    from ...models.request_template_create import RequestTemplateCreate


def request(*, body: RequestTemplateCreate) -> Request:
    """Add a request template"""
    return Request("request_templates.create", "POST", "/api/v1/request_templates", json={"item": body.to_dict()})


def parse(data: Any) -> RequestTemplate:
    """The answer, typed."""
    result: RequestTemplate = view(data, models.RequestTemplate)
    return result


endpoint = Endpoint(request, parse, "request_templates.create")
