from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from ..types import Field, Record

if TYPE_CHECKING:
    from ..models.custom_collection import CustomCollection
    from ..models.page_meta import PageMeta


class CustomCollectionPage(Record):
    """CustomCollectionPage"""

    __slots__ = ()

    meta: Field[PageMeta] = Field("meta", lambda: models.PageMeta)
    """What `meta=true` adds to a list. Only these two keys are proven."""
    data: Field[list[CustomCollection]] = Field("data", items=lambda: models.CustomCollection)
