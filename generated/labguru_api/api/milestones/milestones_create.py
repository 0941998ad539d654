"""POST /api/v1/milestones"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.milestone import Milestone
    from ...models.milestone_create import MilestoneCreate


def request(*, body: MilestoneCreate) -> Request:
    """Create a folder"""
    return Request("milestones.create", "POST", "/api/v1/milestones", json={"item": body.to_dict()})


def parse(data: Any) -> Milestone:
    """The answer, typed."""
    result: Milestone = view(data, models.Milestone)
    return result


endpoint = Endpoint(request, parse, "milestones.create")
