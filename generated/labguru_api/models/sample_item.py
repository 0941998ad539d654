from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class SampleItem(Record):
    """The item that a row of samples is."""

    __slots__ = ()

    item_class: Field[str] = Field("item_class")
    item_id: Field[int] = Field("item_id")
    generic_collection_id: Field[int] = Field("generic_collection_id")
