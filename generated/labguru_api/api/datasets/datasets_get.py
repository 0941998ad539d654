"""GET /api/v1/datasets/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.dataset import Dataset


def request(id: int) -> Request:
    """Get a dataset with its rows"""
    return Request("datasets.get", "GET", "/api/v1/datasets/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Dataset:
    """The answer, typed."""
    result: Dataset = view(data, models.Dataset)
    return result


endpoint = Endpoint(request, parse, "datasets.get")
