from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from ..types import Field, Record

if TYPE_CHECKING:
    from ..models.cell_line import CellLine
    from ..models.page_meta import PageMeta


class CellLinePage(Record):
    """CellLinePage"""

    __slots__ = ()

    meta: Field[PageMeta] = Field("meta", lambda: models.PageMeta)
    """What `meta=true` adds to a list. Only these two keys are proven."""
    data: Field[list[CellLine]] = Field("data", items=lambda: models.CellLine)
