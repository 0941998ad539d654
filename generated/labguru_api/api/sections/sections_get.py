"""GET /api/v1/sections/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.section import Section


def request(id: int) -> Request:
    """Get a section with its elements"""
    return Request("sections.get", "GET", "/api/v1/sections/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Section:
    """The answer, typed."""
    result: Section = view(data, models.Section)
    return result


endpoint = Endpoint(request, parse, "sections.get")
