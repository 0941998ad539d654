from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.attachment import Attachment
    from ..models.member_reference import MemberReference
    from ..models.reference import Reference


class Note(Record):
    """No answer was ever seen: the keys are those that requests name and those that all records have."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    """What an upload attaches to."""
    title: Field[str] = Field("title")
    body: Field[str] = Field("body")
    project_id: Field[int] = Field("project_id")
    project: Field[Reference] = Field("project", lambda: models.Reference)
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
    url: Field[str] = Field("url")
    """Path in the UI."""
    class_name: Field[str] = Field("class_name")
    class_display_name: Field[str] = Field("class_display_name")
    generic_collection_id: Field[int] = Field("generic_collection_id")
    links: Field[list[str]] = Field("links")
    """Uuids of the records linked."""
    tags: Field[list[str]] = Field("tags")
    comments: Field[list[Any]] = Field("comments")
    attachments: Field[list[Attachment]] = Field("attachments", items=lambda: models.Attachment)
