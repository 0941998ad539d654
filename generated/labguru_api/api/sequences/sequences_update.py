"""PUT /api/v1/sequences/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.sequence import Sequence
    from ...models.sequence_update import SequenceUpdate


def request(id: int, *, body: SequenceUpdate) -> Request:
    """Update a sequence"""
    return Request(
        "sequences.update",
        "PUT",
        "/api/v1/sequences/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Sequence:
    """The answer, typed."""
    result: Sequence = view(data, models.Sequence)
    return result


endpoint = Endpoint(request, parse, "sequences.update")
