"""GET /api/v1/{collection}/get_derived_collections"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.derived_collection import DerivedCollection
    from ...models.derived_collections import DerivedCollections


def request(collection: str) -> Request:
    """List the collections whose items derive from this one's

    Args:
        collection: Path of a built-in collection, such as plasmids or cell_lines.
    """
    return Request(
        "submodules.derived_collections",
        "GET",
        "/api/v1/{collection}/get_derived_collections".format(collection=segment("collection", collection, (str,))),
    )


def parse(data: Any) -> list[DerivedCollection] | DerivedCollections:
    """The answer, typed."""
    result: list[DerivedCollection] | DerivedCollections = view(
        data, models.DerivedCollections, items=models.DerivedCollection
    )
    return result


endpoint = Endpoint(request, parse, "submodules.derived_collections")
