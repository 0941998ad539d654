"""PUT /api/v1/viruses/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.virus import Virus
    from ...models.virus_update import VirusUpdate


def request(id: int, *, body: VirusUpdate) -> Request:
    """Update a virus"""
    return Request(
        "viruses.update",
        "PUT",
        "/api/v1/viruses/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Virus:
    """The answer, typed."""
    result: Virus = view(data, models.Virus)
    return result


endpoint = Endpoint(request, parse, "viruses.update")
