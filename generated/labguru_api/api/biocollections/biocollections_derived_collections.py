"""GET /api/v1/biocollections/{name}/get_derived_collections"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.derived_collection import DerivedCollection
    from ...models.derived_collections import DerivedCollections


def request(name: str) -> Request:
    """List the collections whose items derive from a custom collection's

    Args:
        name: Name of a custom collection, exactly as the account spells it; spaces and case count.
    """
    return Request(
        "biocollections.derived_collections",
        "GET",
        "/api/v1/biocollections/{name}/get_derived_collections".format(name=segment("name", name, (str,))),
    )


def parse(data: Any) -> list[DerivedCollection] | DerivedCollections:
    """The answer, typed."""
    result: list[DerivedCollection] | DerivedCollections = view(
        data, models.DerivedCollections, items=models.DerivedCollection
    )
    return result


endpoint = Endpoint(request, parse, "biocollections.derived_collections")
