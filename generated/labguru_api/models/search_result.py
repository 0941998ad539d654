from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from ..types import Field, Record

if TYPE_CHECKING:
    from ..models.member_reference import MemberReference


class SearchResult(Record):
    """No answer was ever read: these are keys that tell what a record is, where one was read."""

    __slots__ = ()

    id: Field[int] = Field("id")
    uuid: Field[str] = Field("uuid")
    name: Field[str] = Field("name")
    title: Field[str] = Field("title")
    description: Field[str] = Field("description")
    auto_name: Field[str] = Field("auto_name")
    """The SysID."""
    class_name: Field[str] = Field("class_name")
    class_display_name: Field[str] = Field("class_display_name")
    generic_collection_id: Field[int] = Field("generic_collection_id")
    owner_id: Field[int] = Field("owner_id")
    owner: Field[MemberReference] = Field("owner", lambda: models.MemberReference)
    created_at: Field[str] = Field("created_at")
    """Local, YYYY-MM-DD HH:MM."""
    updated_at: Field[str] = Field("updated_at")
    """Local, YYYY-MM-DD HH:MM."""
    api_url: Field[str] = Field("api_url")
    """Path in this API."""
    url: Field[str] = Field("url")
    """Path in the UI."""
