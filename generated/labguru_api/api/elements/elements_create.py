"""POST /api/v1/elements"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.element import Element
    from ...models.element_create import ElementCreate


def request(*, body: ElementCreate) -> Request:
    """Add an element to a section"""
    return Request("elements.create", "POST", "/api/v1/elements", json={"item": body.to_dict()})


def parse(data: Any) -> Element:
    """The answer, typed."""
    result: Element = view(data, models.Element)
    return result


endpoint = Endpoint(request, parse, "elements.create")
