"""POST /api/v1/yeasts"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.yeast import Yeast
    from ...models.yeast_create import YeastCreate


def request(*, body: YeastCreate) -> Request:
    """Create a yeast"""
    return Request("yeasts.create", "POST", "/api/v1/yeasts", json={"item": body.to_dict()})


def parse(data: Any) -> Yeast:
    """The answer, typed."""
    result: Yeast = view(data, models.Yeast)
    return result


endpoint = Endpoint(request, parse, "yeasts.create")
