"""GET /api/v1/sequences/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.sequence import Sequence


def request(id: int) -> Request:
    """Get a sequence"""
    return Request("sequences.get", "GET", "/api/v1/sequences/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Sequence:
    """The answer, typed."""
    result: Sequence = view(data, models.Sequence)
    return result


endpoint = Endpoint(request, parse, "sequences.get")
