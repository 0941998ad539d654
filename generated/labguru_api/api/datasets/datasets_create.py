"""POST /api/v1/datasets"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.dataset import Dataset
    from ...models.dataset_create import DatasetCreate


def request(*, body: DatasetCreate) -> Request:
    """Make a dataset of an uploaded file

    Upload the table (CSV in the vendor's example) with `attachments.create` first, and give the id of the
    attachment.
    """
    return Request("datasets.create", "POST", "/api/v1/datasets", json={"item": body.to_dict()})


def parse(data: Any) -> Dataset:
    """The answer, typed."""
    result: Dataset = view(data, models.Dataset)
    return result


endpoint = Endpoint(request, parse, "datasets.create")
