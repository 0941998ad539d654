"""GET /api/v1/papers/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.paper import Paper


def request(id: int) -> Request:
    """Get a paper"""
    return Request("papers.get", "GET", "/api/v1/papers/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Paper:
    """The answer, typed."""
    result: Paper = view(data, models.Paper)
    return result


endpoint = Endpoint(request, parse, "papers.get")
