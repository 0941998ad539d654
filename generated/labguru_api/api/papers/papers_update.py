"""PUT /api/v1/papers/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.paper import Paper
    from ...models.paper_update import PaperUpdate


def request(id: int, *, body: PaperUpdate) -> Request:
    """Update a paper"""
    return Request(
        "papers.update",
        "PUT",
        "/api/v1/papers/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Paper:
    """The answer, typed."""
    result: Paper = view(data, models.Paper)
    return result


endpoint = Endpoint(request, parse, "papers.update")
