"""POST /api/v1/reports"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.report import Report
    from ...models.report_create import ReportCreate


def request(*, body: ReportCreate) -> Request:
    """Add a report"""
    return Request("reports.create", "POST", "/api/v1/reports", json={"item": body.to_dict()})


def parse(data: Any) -> Report:
    """The answer, typed."""
    result: Report = view(data, models.Report)
    return result


endpoint = Endpoint(request, parse, "reports.create")
