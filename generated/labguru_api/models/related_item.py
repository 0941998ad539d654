from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class RelatedItem(Record):
    """An item that another derives from, or that derives from another. No answer was ever read."""

    __slots__ = ()

    id: Field[int] = Field("id")
    uuid: Field[str] = Field("uuid")
    name: Field[str] = Field("name")
    title: Field[str] = Field("title")
    auto_name: Field[str] = Field("auto_name")
    """The SysID."""
    url: Field[str] = Field("url")
    """Path in the UI."""
    class_name: Field[str] = Field("class_name")
    parent_collection: Field[str] = Field("parent_collection")
    """Proven for `parents` of an item of a custom collection."""
    parent_title: Field[str] = Field("parent_title")
    """Proven for `parents` of an item of a custom collection."""
