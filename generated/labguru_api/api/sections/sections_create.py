"""POST /api/v1/sections"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.section import Section
    from ...models.section_create import SectionCreate


def request(*, body: SectionCreate) -> Request:
    """Add a section to an experiment, protocol, document or report"""
    return Request("sections.create", "POST", "/api/v1/sections", json={"item": body.to_dict()})


def parse(data: Any) -> Section:
    """The answer, typed."""
    result: Section = view(data, models.Section)
    return result


endpoint = Endpoint(request, parse, "sections.create")
