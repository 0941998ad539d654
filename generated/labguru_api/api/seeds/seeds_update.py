"""PUT /api/v1/seeds/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.seed import Seed
    from ...models.seed_update import SeedUpdate


def request(id: int, *, body: SeedUpdate) -> Request:
    """Update a seed"""
    return Request(
        "seeds.update", "PUT", "/api/v1/seeds/{id}".format(id=segment("id", id, (int,))), json={"item": body.to_dict()}
    )


def parse(data: Any) -> Seed:
    """The answer, typed."""
    result: Seed = view(data, models.Seed)
    return result


endpoint = Endpoint(request, parse, "seeds.update")
