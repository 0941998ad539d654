"""PUT /api/v1/bacteria/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.bacterium import Bacterium
    from ...models.bacterium_update import BacteriumUpdate


def request(id: int, *, body: BacteriumUpdate) -> Request:
    """Update a bacterium"""
    return Request(
        "bacteria.update",
        "PUT",
        "/api/v1/bacteria/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Bacterium:
    """The answer, typed."""
    result: Bacterium = view(data, models.Bacterium)
    return result


endpoint = Endpoint(request, parse, "bacteria.update")
