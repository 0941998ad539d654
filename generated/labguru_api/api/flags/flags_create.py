"""POST /api/v1/flags"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.created_flag import CreatedFlag
    from ...models.flag_create import FlagCreate


def request(*, body: FlagCreate) -> Request:
    """Create a flag

    Documented to answer the flag inside an object, not the bare record. An unknown icon or color is a 422.
    """
    return Request("flags.create", "POST", "/api/v1/flags", json={"item": body.to_dict()})


def parse(data: Any) -> CreatedFlag:
    """The answer, typed."""
    result: CreatedFlag = view(data, models.CreatedFlag)
    return result


endpoint = Endpoint(request, parse, "flags.create")
