"""POST /api/v1/cell_lines"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.cell_line import CellLine
    from ...models.cell_line_create import CellLineCreate


def request(*, body: CellLineCreate) -> Request:
    """Create a cell line"""
    return Request("cell_lines.create", "POST", "/api/v1/cell_lines", json={"item": body.to_dict()})


def parse(data: Any) -> CellLine:
    """The answer, typed."""
    result: CellLine = view(data, models.CellLine)
    return result


endpoint = Endpoint(request, parse, "cell_lines.create")
