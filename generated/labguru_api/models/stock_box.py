from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class StockBox(Record):
    """StockBox"""

    __slots__ = ()

    id: Field[int] = Field("id")
    name: Field[str] = Field("name")
    url: Field[str] = Field("url")
    """Path in the UI."""
    location_in_box: Field[str] = Field("location_in_box")
    """Such as 2 (A2): a text here, a number in the stock."""
