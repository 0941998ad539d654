"""POST /api/v1/storages"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.storage import Storage
    from ...models.storage_create import StorageCreate


def request(*, body: StorageCreate) -> Request:
    """Add a storage"""
    return Request("storages.create", "POST", "/api/v1/storages", json={"system_storage_storage": body.to_dict()})


def parse(data: Any) -> Storage:
    """The answer, typed."""
    result: Storage = view(data, models.Storage)
    return result


endpoint = Endpoint(request, parse, "storages.create")
