from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Record

if TYPE_CHECKING:
    from ..models.sample_item import SampleItem
    from ..models.sample_stock import SampleStock


class SampleRow(Record):
    """One row of a samples element, or one sample of a plate (which has only id, name and collection_name)."""

    __slots__ = ()

    id: Field[int] = Field("id")
    """Id of the row, not of the item."""
    name: Field[str] = Field("name")
    collection_name: Field[str] = Field("collection_name")
    organism: Field[Any] = Field("organism")
    """Its shape differs."""
    remarks: Field[str] = Field("remarks")
    url: Field[str] = Field("url")
    item: Field[SampleItem] = Field("item", lambda: models.SampleItem)
    data: Field[Any] = Field("data")
    """An object with more of the item, such as auto_name and api_url."""
    stocks: Field[list[SampleStock]] = Field("stocks", items=lambda: models.SampleStock)
    saved_stocks_ids: Field[list[int]] = Field("saved_stocks_ids")
    """Ids of the stocks that are used."""
