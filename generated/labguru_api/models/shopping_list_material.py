from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from ..types import Field, Record

if TYPE_CHECKING:
    from ..models.reference import Reference


class ShoppingListMaterial(Record):
    """What is ordered. Proven are `name`, `catalog_number` and the name of the manufacturer."""

    __slots__ = ()

    id: Field[int] = Field("id")
    name: Field[str] = Field("name")
    catalog_number: Field[str] = Field("catalog_number")
    manufacturer: Field[Reference] = Field("manufacturer", lambda: models.Reference)
    title: Field[str] = Field("title")
    url: Field[str] = Field("url")
    """Path in the UI."""
