"""PUT /api/v1/storages/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.storage import Storage
    from ...models.storage_update import StorageUpdate


def request(id: int, *, body: StorageUpdate) -> Request:
    """Update a storage"""
    return Request(
        "storages.update",
        "PUT",
        "/api/v1/storages/{id}".format(id=segment("id", id, (int,))),
        json={"system_storage_storage": body.to_dict()},
    )


def parse(data: Any) -> Storage:
    """The answer, typed."""
    result: Storage = view(data, models.Storage)
    return result


endpoint = Endpoint(request, parse, "storages.update")
