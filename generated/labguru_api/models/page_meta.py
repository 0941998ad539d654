from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class PageMeta(Record):
    """What `meta=true` adds to a list. Only these two keys are proven."""

    __slots__ = ()

    item_count: Field[int] = Field("item_count")
    """Records in all pages together."""
    page_count: Field[int] = Field("page_count")
