from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from ..types import Field, Record

if TYPE_CHECKING:
    from ..models.document import Document
    from ..models.page_meta import PageMeta


class DocumentPage(Record):
    """DocumentPage"""

    __slots__ = ()

    meta: Field[PageMeta] = Field("meta", lambda: models.PageMeta)
    """What `meta=true` adds to a list. Only these two keys are proven."""
    data: Field[list[Document]] = Field("data", items=lambda: models.Document)
