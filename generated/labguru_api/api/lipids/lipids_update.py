"""PUT /api/v1/lipids/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.lipid import Lipid
    from ...models.lipid_update import LipidUpdate


def request(id: int, *, body: LipidUpdate) -> Request:
    """Update a lipid"""
    return Request(
        "lipids.update",
        "PUT",
        "/api/v1/lipids/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Lipid:
    """The answer, typed."""
    result: Lipid = view(data, models.Lipid)
    return result


endpoint = Endpoint(request, parse, "lipids.update")
