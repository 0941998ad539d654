from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class Reference(Record):
    """Another record, in short."""

    __slots__ = ()

    id: Field[int] = Field("id")
    name: Field[str] = Field("name")
    title: Field[str] = Field("title")
    url: Field[str] = Field("url")
    """Path in the UI; null for units."""
