"""GET /api/v1/milestones/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.milestone import Milestone


def request(id: int) -> Request:
    """Get a folder"""
    return Request("milestones.get", "GET", "/api/v1/milestones/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Milestone:
    """The answer, typed."""
    result: Milestone = view(data, models.Milestone)
    return result


endpoint = Endpoint(request, parse, "milestones.get")
