"""GET /api/v1/antibodies/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.antibody import Antibody


def request(id: int) -> Request:
    """Get an antibody"""
    return Request("antibodies.get", "GET", "/api/v1/antibodies/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Antibody:
    """The answer, typed."""
    result: Antibody = view(data, models.Antibody)
    return result


endpoint = Endpoint(request, parse, "antibodies.get")
