"""GET /api/v1/storages/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.storage import Storage


def request(id: int) -> Request:
    """Get a storage"""
    return Request("storages.get", "GET", "/api/v1/storages/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Storage:
    """The answer, typed."""
    result: Storage = view(data, models.Storage)
    return result


endpoint = Endpoint(request, parse, "storages.get")
