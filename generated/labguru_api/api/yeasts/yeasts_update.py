"""PUT /api/v1/yeasts/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.yeast import Yeast
    from ...models.yeast_update import YeastUpdate


def request(id: int, *, body: YeastUpdate) -> Request:
    """Update a yeast"""
    return Request(
        "yeasts.update",
        "PUT",
        "/api/v1/yeasts/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Yeast:
    """The answer, typed."""
    result: Yeast = view(data, models.Yeast)
    return result


endpoint = Endpoint(request, parse, "yeasts.update")
