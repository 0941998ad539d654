"""PUT /api/v1/cell_lines/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.cell_line import CellLine
    from ...models.cell_line_update import CellLineUpdate


def request(id: int, *, body: CellLineUpdate) -> Request:
    """Update a cell line"""
    return Request(
        "cell_lines.update",
        "PUT",
        "/api/v1/cell_lines/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> CellLine:
    """The answer, typed."""
    result: CellLine = view(data, models.CellLine)
    return result


endpoint = Endpoint(request, parse, "cell_lines.update")
