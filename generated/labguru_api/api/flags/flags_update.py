"""PUT /api/v1/flags/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.flag import Flag
    from ...models.flag_update import FlagUpdate


def request(id: int, *, body: FlagUpdate) -> Request:
    """Update a flag

    Documented failures (422) are a title that is taken and a title that cannot be changed.
    """
    return Request(
        "flags.update", "PUT", "/api/v1/flags/{id}".format(id=segment("id", id, (int,))), json={"item": body.to_dict()}
    )


def parse(data: Any) -> Flag:
    """The answer, typed."""
    result: Flag = view(data, models.Flag)
    return result


endpoint = Endpoint(request, parse, "flags.update")
