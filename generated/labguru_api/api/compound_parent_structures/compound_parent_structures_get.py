"""GET /api/v2/compound_parent_structures/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.compound_parent_structure import CompoundParentStructure


def request(id: int) -> Request:
    """Get a parent structure"""
    return Request(
        "compound_parent_structures.get",
        "GET",
        "/api/v2/compound_parent_structures/{id}".format(id=segment("id", id, (int,))),
    )


def parse(data: Any) -> CompoundParentStructure:
    """The answer, typed."""
    result: CompoundParentStructure = view(data, models.CompoundParentStructure)
    return result


endpoint = Endpoint(request, parse, "compound_parent_structures.get")
