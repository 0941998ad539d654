"""PUT /api/v1/milestones/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.milestone import Milestone
    from ...models.milestone_update import MilestoneUpdate


def request(id: int, *, body: MilestoneUpdate) -> Request:
    """Update a folder

    That the change holds is proven; what the answer contains is not.
    """
    return Request(
        "milestones.update",
        "PUT",
        "/api/v1/milestones/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Milestone:
    """The answer, typed."""
    result: Milestone = view(data, models.Milestone)
    return result


endpoint = Endpoint(request, parse, "milestones.update")
