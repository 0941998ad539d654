from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Given, Record

if TYPE_CHECKING:
    pass


class PoolEvent(Record):
    """What pooling answers."""

    __slots__ = ()

    id: Given[int] = Given("id")
    name: Field[str] = Field("name")
    unit_type: Field[str] = Field("unit_type")
    pool_type: Field[str] = Field("pool_type")
    unit: Field[str] = Field("unit")
    initial_amount: Field[str] = Field("initial_amount")
    """A number as a text."""
    member_id: Field[int] = Field("member_id")
    """Who pooled."""
    stock_id: Field[int] = Field("stock_id")
    """Id of the new stock."""
    stock_name: Field[str] = Field("stock_name")
    stock_url: Field[str] = Field("stock_url")
    """Path in the UI."""
