"""POST /api/v1/reports/add_cover_to_report"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement
    from ...models.report_cover_create import ReportCoverCreate


def request(*, body: ReportCoverCreate) -> Request:
    """Add a cover page to a report"""
    return Request("reports.add_cover", "POST", "/api/v1/reports/add_cover_to_report", json={"item": body.to_dict()})


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "reports.add_cover")
