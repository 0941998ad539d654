"""POST /api/v1/reports/add_section_to_report"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement
    from ...models.report_section_create import ReportSectionCreate


def request(*, body: ReportSectionCreate) -> Request:
    """Copy a section of an experiment into a report

    Bad input is a 500. `reports.copy_section` takes several sections.
    """
    return Request(
        "reports.add_section", "POST", "/api/v1/reports/add_section_to_report", json={"item": body.to_dict()}
    )


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "reports.add_section")
