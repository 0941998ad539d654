"""POST /api/v1/sections/sort"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement
    from ...models.section_sort_create import SectionSortCreate


def request(*, body: SectionSortCreate) -> Request:
    """Put the sections of a record in another order"""
    return Request("sections.sort", "POST", "/api/v1/sections/sort", json=body.to_dict())


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "sections.sort")
