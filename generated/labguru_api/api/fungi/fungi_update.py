"""PUT /api/v1/fungi/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.fungus import Fungus
    from ...models.fungus_update import FungusUpdate


def request(id: int, *, body: FungusUpdate) -> Request:
    """Update a fungus"""
    return Request(
        "fungi.update", "PUT", "/api/v1/fungi/{id}".format(id=segment("id", id, (int,))), json={"item": body.to_dict()}
    )


def parse(data: Any) -> Fungus:
    """The answer, typed."""
    result: Fungus = view(data, models.Fungus)
    return result


endpoint = Endpoint(request, parse, "fungi.update")
