from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from ..types import Field, Record

if TYPE_CHECKING:
    from ..models.bacterium import Bacterium
    from ..models.page_meta import PageMeta


class BacteriumPage(Record):
    """BacteriumPage"""

    __slots__ = ()

    meta: Field[PageMeta] = Field("meta", lambda: models.PageMeta)
    """What `meta=true` adds to a list. Only these two keys are proven."""
    data: Field[list[Bacterium]] = Field("data", items=lambda: models.Bacterium)
