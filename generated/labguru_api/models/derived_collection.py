from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class DerivedCollection(Record):
    """A collection. No answer was ever read."""

    __slots__ = ()

    id: Field[int] = Field("id")
    """What `derived_collection_id` takes."""
    name: Field[str] = Field("name")
    """What `derived_collection_name` takes."""
    title: Field[str] = Field("title")
    class_name: Field[str] = Field("class_name")
    url: Field[str] = Field("url")
    """Path in the UI."""
