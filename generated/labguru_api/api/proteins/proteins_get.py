"""GET /api/v1/proteins/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.protein import Protein


def request(id: int) -> Request:
    """Get a protein"""
    return Request("proteins.get", "GET", "/api/v1/proteins/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Protein:
    """The answer, typed."""
    result: Protein = view(data, models.Protein)
    return result


endpoint = Endpoint(request, parse, "proteins.get")
