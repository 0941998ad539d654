"""PUT /api/v1/compounds/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.compound import Compound
    from ...models.compound_update import CompoundUpdate


def request(id: int, *, body: CompoundUpdate) -> Request:
    """Update a compound

    A script of the vendor's writes nothing but a custom column, under its display name.
    """
    return Request(
        "compounds.update",
        "PUT",
        "/api/v1/compounds/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Compound:
    """The answer, typed."""
    result: Compound = view(data, models.Compound)
    return result


endpoint = Endpoint(request, parse, "compounds.update")
