"""PUT /api/v2/compound_parent_structures/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.compound_parent_structure import CompoundParentStructure
    from ...models.compound_parent_structure_update import CompoundParentStructureUpdate


def request(id: int, *, body: CompoundParentStructureUpdate) -> Request:
    """Update a parent structure"""
    return Request(
        "compound_parent_structures.update",
        "PUT",
        "/api/v2/compound_parent_structures/{id}".format(id=segment("id", id, (int,))),
        json={"parent_structure": body.to_dict()},
    )


def parse(data: Any) -> CompoundParentStructure:
    """The answer, typed."""
    result: CompoundParentStructure = view(data, models.CompoundParentStructure)
    return result


endpoint = Endpoint(request, parse, "compound_parent_structures.update")
