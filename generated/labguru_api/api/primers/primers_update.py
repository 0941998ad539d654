"""PUT /api/v1/primers/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.primer import Primer
    from ...models.primer_update import PrimerUpdate


def request(id: int, *, body: PrimerUpdate) -> Request:
    """Update a primer"""
    return Request(
        "primers.update",
        "PUT",
        "/api/v1/primers/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Primer:
    """The answer, typed."""
    result: Primer = view(data, models.Primer)
    return result


endpoint = Endpoint(request, parse, "primers.update")
