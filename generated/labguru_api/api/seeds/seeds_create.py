"""POST /api/v1/seeds"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.seed import Seed
    from ...models.seed_create import SeedCreate


def request(*, body: SeedCreate) -> Request:
    """Create a seed"""
    return Request("seeds.create", "POST", "/api/v1/seeds", json={"item": body.to_dict()})


def parse(data: Any) -> Seed:
    """The answer, typed."""
    result: Seed = view(data, models.Seed)
    return result


endpoint = Endpoint(request, parse, "seeds.create")
