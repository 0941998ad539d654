from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class SampleStock(Record):
    """A stock of that item."""

    __slots__ = ()

    id: Field[int] = Field("id")
    name: Field[str] = Field("name")
    lot: Field[str] = Field("lot")
    expiration_date: Field[str] = Field("expiration_date")
