"""PUT /api/v1/sections/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.section import Section
    from ...models.section_update import SectionUpdate


def request(id: int, *, body: SectionUpdate) -> Request:
    """Update a section"""
    return Request(
        "sections.update",
        "PUT",
        "/api/v1/sections/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Section:
    """The answer, typed."""
    result: Section = view(data, models.Section)
    return result


endpoint = Endpoint(request, parse, "sections.update")
