from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.attachment import Attachment
    from ..models.member_reference import MemberReference


class Paper(Record):
    """No answer was ever seen: the keys are those that requests name and those that all records have. `url` may be
    the link given or the path in the UI."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    """What an upload attaches to."""
    name: Field[str] = Field("name")
    title: Field[str] = Field("title")
    journal: Field[str] = Field("journal")
    authors: Field[str] = Field("authors")
    publication_date: Field[str] = Field("publication_date")
    """YYYY-MM-DD."""
    volume: Field[str] = Field("volume")
    pages: Field[str] = Field("pages")
    url: Field[str] = Field("url")
    """The address given, or the path in the UI as in other records."""
    doi: Field[str] = Field("doi")
    """Such as 10.1002/aur21."""
    review: Field[str] = Field("review")
    """The abstract."""
    member_id: Field[int] = Field("member_id")
    member: Field[MemberReference] = Field("member", lambda: models.MemberReference)
    owner_id: Field[int] = Field("owner_id")
    owner: Field[MemberReference] = Field("owner", lambda: models.MemberReference)
    created_at: Field[str] = Field("created_at")
    """Local, YYYY-MM-DD HH:MM."""
    updated_at: Field[str] = Field("updated_at")
    """Local, YYYY-MM-DD HH:MM."""
    deleted_at: Field[str] = Field("deleted_at")
    external_uuid: Field[str] = Field("external_uuid")
    """Yours to set."""
    uuid_key: Field[str] = Field("uuid_key")
    indexed_at: Field[str] = Field("indexed_at")
    """YYYY-MM-DD."""
    editors: Field[list[Any]] = Field("editors")
    user: Field[int] = Field("user")
    """A number whose meaning is not known."""
    api_url: Field[str] = Field("api_url")
    """Path in this API."""
    class_name: Field[str] = Field("class_name")
    class_display_name: Field[str] = Field("class_display_name")
    generic_collection_id: Field[int] = Field("generic_collection_id")
    links: Field[list[str]] = Field("links")
    """Uuids of the records linked."""
    tags: Field[list[str]] = Field("tags")
    comments: Field[list[Any]] = Field("comments")
    attachments: Field[list[Attachment]] = Field("attachments", items=lambda: models.Attachment)
