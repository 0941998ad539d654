"""GET /api/v1/workflows/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.workflow import Workflow


def request(id: int) -> Request:
    """Get a workflow

    The vendor calls it deprecated and names no successor.
    """
    return Request("workflows.get", "GET", "/api/v1/workflows/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Workflow:
    """The answer, typed."""
    result: Workflow = view(data, models.Workflow)
    return result


endpoint = Endpoint(request, parse, "workflows.get")
