from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.member_reference import MemberReference
    from ..models.reference import Reference


class GenericItem(Record):
    """Single keys are proven by code that ran; no full answer was read. Custom columns are extra keys: under their
    display names (between `tags` and `sys_id`), as `custom1`, `custom2` and so on, and as keys that begin with
    `Biocollections::GenericCollection`."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    """Proven for built-in collections, assumed here."""
    name: Field[str] = Field("name")
    """Filters call it `title`."""
    auto_name: Field[str] = Field("auto_name")
    """The SysID."""
    sys_id: Field[str] = Field("sys_id")
    """The SysID."""
    alternative_name: Field[str] = Field("alternative_name")
    """Known as a filter field only."""
    description: Field[str] = Field("description")
    created_at: Field[str] = Field("created_at")
    updated_at: Field[str] = Field("updated_at")
    updated_by: Field[Any] = Field("updated_by")
    """Its shape is not known."""
    owner_id: Field[int] = Field("owner_id")
    """Known as a filter field only."""
    owner: Field[MemberReference] = Field("owner", lambda: models.MemberReference)
    tags: Field[list[str]] = Field("tags")
    parents: Field[Any] = Field("parents")
    """Null, or an object from the name of a collection to a list of objects with `parent_collection` and
    `parent_title`."""
    catalog_number: Field[str] = Field("catalog_number")
    manufacturer: Field[Reference | str] = Field("manufacturer", lambda: models.Reference)
    web_page: Field[Reference | str] = Field("web_page", lambda: models.Reference)
