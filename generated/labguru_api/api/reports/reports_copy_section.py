"""POST /api/v2/reports/copy_section"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.section_copy import SectionCopy
    from ...models.section_copy_create import SectionCopyCreate


def request(*, body: SectionCopyCreate) -> Request:
    """Copy sections into a report

    In V2 only. `item_id` is the id of the report.
    """
    return Request("reports.copy_section", "POST", "/api/v2/reports/copy_section", json={"item": body.to_dict()})


def parse(data: Any) -> SectionCopy:
    """The answer, typed."""
    result: SectionCopy = view(data, models.SectionCopy)
    return result


endpoint = Endpoint(request, parse, "reports.copy_section")
