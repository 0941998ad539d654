from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.attachment import Attachment
    from ..models.member_reference import MemberReference


class LabRequest(Record):
    """A request of one team to another. No answer was ever read: these are the keys that are written, and those that
    records of other kinds have."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    """What an upload attaches to."""
    name: Field[str] = Field("name")
    request_template_id: Field[int] = Field("request_template_id")
    status: Field[str] = Field("status")
    """Draft, Pending, Approved, Awaiting Assignment, Assigned, In Progress or Completed."""
    priority: Field[str] = Field("priority")
    """Low (the default), Medium, High or Urgent."""
    team_id: Field[int] = Field("team_id")
    """Id of the team that performs it."""
    due_date: Field[str] = Field("due_date")
    performed_by: Field[MemberReference | int] = Field("performed_by", lambda: models.MemberReference)
    """Is written as the id of a member."""
    member_id: Field[int] = Field("member_id")
    member: Field[MemberReference] = Field("member", lambda: models.MemberReference)
    owner_id: Field[int] = Field("owner_id")
    owner: Field[MemberReference] = Field("owner", lambda: models.MemberReference)
    editors: Field[list[Any]] = Field("editors")
    created_at: Field[str] = Field("created_at")
    """Local, YYYY-MM-DD HH:MM."""
    updated_at: Field[str] = Field("updated_at")
    """Local, YYYY-MM-DD HH:MM."""
    deleted_at: Field[str] = Field("deleted_at")
    indexed_at: Field[str] = Field("indexed_at")
    """YYYY-MM-DD."""
    external_uuid: Field[str] = Field("external_uuid")
    uuid_key: Field[str] = Field("uuid_key")
    user: Field[int] = Field("user")
    """A number that differs from record to record; its meaning is not known."""
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
