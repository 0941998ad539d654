"""PUT /api/v1/reports/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.report import Report
    from ...models.report_update import ReportUpdate


def request(id: int, *, body: ReportUpdate) -> Request:
    """Update a report"""
    return Request(
        "reports.update",
        "PUT",
        "/api/v1/reports/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Report:
    """The answer, typed."""
    result: Report = view(data, models.Report)
    return result


endpoint = Endpoint(request, parse, "reports.update")
