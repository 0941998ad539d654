from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.attachment import Attachment
    from ..models.member_reference import MemberReference
    from ..models.vector import Vector


class Dataset(Record):
    """A table, whose rows are its vectors. Code that ran shows `id`, `name`, `description`, `api_url` and `vectors`;
    the vendor's R client reads `title` from lists. The rest is assumed."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    """What an upload attaches to."""
    name: Field[str] = Field("name")
    title: Field[str] = Field("title")
    data_attachment_id: Field[int] = Field("data_attachment_id")
    """Id of the attachment that holds the table."""
    sdf_attachment_id: Field[int] = Field("sdf_attachment_id")
    """Id of an attachment that is an SDF file."""
    description: Field[str] = Field("description")
    vectors: Field[list[Vector]] = Field("vectors", items=lambda: models.Vector)
    """The rows; read from `datasets.get` (live)."""
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
