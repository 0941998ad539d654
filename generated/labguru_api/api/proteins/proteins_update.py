"""PUT /api/v1/proteins/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.protein import Protein
    from ...models.protein_update import ProteinUpdate


def request(id: int, *, body: ProteinUpdate) -> Request:
    """Update a protein"""
    return Request(
        "proteins.update",
        "PUT",
        "/api/v1/proteins/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Protein:
    """The answer, typed."""
    result: Protein = view(data, models.Protein)
    return result


endpoint = Endpoint(request, parse, "proteins.update")
