"""PUT /api/v1/plasmids/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.plasmid import Plasmid
    from ...models.plasmid_update import PlasmidUpdate


def request(id: int, *, body: PlasmidUpdate) -> Request:
    """Update a plasmid"""
    return Request(
        "plasmids.update",
        "PUT",
        "/api/v1/plasmids/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Plasmid:
    """The answer, typed."""
    result: Plasmid = view(data, models.Plasmid)
    return result


endpoint = Endpoint(request, parse, "plasmids.update")
