from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from ..types import Field, Record

if TYPE_CHECKING:
    from ..models.box import Box
    from ..models.page_meta import PageMeta


class BoxPage(Record):
    """BoxPage"""

    __slots__ = ()

    meta: Field[PageMeta] = Field("meta", lambda: models.PageMeta)
    """What `meta=true` adds to a list. Only these two keys are proven."""
    data: Field[list[Box]] = Field("data", items=lambda: models.Box)
