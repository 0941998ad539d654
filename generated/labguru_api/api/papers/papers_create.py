"""POST /api/v1/papers"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.paper import Paper
    from ...models.paper_create import PaperCreate


def request(*, body: PaperCreate) -> Request:
    """Add a paper"""
    return Request("papers.create", "POST", "/api/v1/papers", json={"item": body.to_dict()})


def parse(data: Any) -> Paper:
    """The answer, typed."""
    result: Paper = view(data, models.Paper)
    return result


endpoint = Endpoint(request, parse, "papers.create")
