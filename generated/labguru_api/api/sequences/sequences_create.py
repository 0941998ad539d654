"""POST /api/v1/sequences"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.sequence import Sequence
    from ...models.sequence_create import SequenceCreate


def request(*, body: SequenceCreate) -> Request:
    """Create a sequence"""
    return Request("sequences.create", "POST", "/api/v1/sequences", json={"item": body.to_dict()})


def parse(data: Any) -> Sequence:
    """The answer, typed."""
    result: Sequence = view(data, models.Sequence)
    return result


endpoint = Endpoint(request, parse, "sequences.create")
