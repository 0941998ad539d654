"""PUT /api/v1/tissues/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.tissue import Tissue
    from ...models.tissue_update import TissueUpdate


def request(id: int, *, body: TissueUpdate) -> Request:
    """Update a tissue"""
    return Request(
        "tissues.update",
        "PUT",
        "/api/v1/tissues/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Tissue:
    """The answer, typed."""
    result: Tissue = view(data, models.Tissue)
    return result


endpoint = Endpoint(request, parse, "tissues.update")
