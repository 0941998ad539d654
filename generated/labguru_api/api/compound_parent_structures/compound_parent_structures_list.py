"""GET /api/v2/compound_parent_structures"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.compound_parent_structure import CompoundParentStructure
    from ...models.compound_parent_structure_page import CompoundParentStructurePage


def request() -> Request:
    """List the parent structures of compounds

    No parameters are documented, so it is taken to give all at once; a page with `meta` is allowed for, but
    nobody saw one. A member without the right gets a 403.
    """
    return Request("compound_parent_structures.list", "GET", "/api/v2/compound_parent_structures")


def parse(data: Any) -> list[CompoundParentStructure] | CompoundParentStructurePage:
    """The answer, typed."""
    result: list[CompoundParentStructure] | CompoundParentStructurePage = view(
        data, models.CompoundParentStructurePage, items=models.CompoundParentStructure
    )
    return result


endpoint = Endpoint(request, parse, "compound_parent_structures.list")
