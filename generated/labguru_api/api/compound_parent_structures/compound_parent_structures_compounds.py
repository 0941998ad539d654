"""GET /api/v2/compound_parent_structures/{id}/compounds"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.compound import Compound


def request(id: int) -> Request:
    """List the compounds of a parent structure

    No parameters are documented, and the form of the answer is assumed.
    """
    return Request(
        "compound_parent_structures.compounds",
        "GET",
        "/api/v2/compound_parent_structures/{id}/compounds".format(id=segment("id", id, (int,))),
    )


def parse(data: Any) -> list[Compound]:
    """The answer, typed."""
    result: list[Compound] = view(data, items=models.Compound)
    return result


endpoint = Endpoint(request, parse, "compound_parent_structures.compounds")
