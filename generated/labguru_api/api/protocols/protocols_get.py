"""GET /api/v1/protocols/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.protocol import Protocol


def request(id: int) -> Request:
    """Get a protocol with its sections

    The sections are wrapped, as in `experiments.get`, and their elements include `data` (live).
    """
    return Request("protocols.get", "GET", "/api/v1/protocols/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Protocol:
    """The answer, typed."""
    result: Protocol = view(data, models.Protocol)
    return result


endpoint = Endpoint(request, parse, "protocols.get")
