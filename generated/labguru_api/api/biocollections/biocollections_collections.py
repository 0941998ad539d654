"""GET /api/v1/biocollections"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.custom_collection import CustomCollection
    from ...models.custom_collection_page import CustomCollectionPage


def request() -> Request:
    """List the custom collections

    Asked for by one public client, which goes on without it where it fails; no answer was ever seen.
    """
    return Request("biocollections.collections", "GET", "/api/v1/biocollections")


def parse(data: Any) -> list[CustomCollection] | CustomCollectionPage:
    """The answer, typed."""
    result: list[CustomCollection] | CustomCollectionPage = view(
        data, models.CustomCollectionPage, items=models.CustomCollection
    )
    return result


endpoint = Endpoint(request, parse, "biocollections.collections")
