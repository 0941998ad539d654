"""GET /api/v1/cell_lines/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.cell_line import CellLine


def request(id: int) -> Request:
    """Get a cell line"""
    return Request("cell_lines.get", "GET", "/api/v1/cell_lines/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> CellLine:
    """The answer, typed."""
    result: CellLine = view(data, models.CellLine)
    return result


endpoint = Endpoint(request, parse, "cell_lines.get")
