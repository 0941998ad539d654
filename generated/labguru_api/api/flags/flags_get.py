"""GET /api/v1/flags/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.flag import Flag


def request(id: int) -> Request:
    """Get a flag"""
    return Request("flags.get", "GET", "/api/v1/flags/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Flag:
    """The answer, typed."""
    result: Flag = view(data, models.Flag)
    return result


endpoint = Endpoint(request, parse, "flags.get")
