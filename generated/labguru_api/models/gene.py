from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.attachment import Attachment
    from ..models.member_reference import MemberReference
    from ..models.reference import Reference


class Gene(Record):
    """No answer was ever seen. Named are the keys that all records have, those of custom items, and those that
    create and update take. Custom columns are extra keys under their display names."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    """What an upload attaches to."""
    title: Field[str] = Field("title")
    name: Field[str] = Field("name")
    """The same as `title` in other records."""
    auto_name: Field[str] = Field("auto_name")
    """The SysID."""
    sys_id: Field[str] = Field("sys_id")
    """The SysID."""
    alternative_name: Field[str] = Field("alternative_name")
    description: Field[str] = Field("description")
    expression_location: Field[str] = Field("expression_location")
    """Where it is expressed."""
    pathway: Field[str] = Field("pathway")
    sequence: Field[str] = Field("sequence")
    """Its bases."""
    source: Field[str] = Field("source")
    """Where it is from."""
    parents: Field[Any] = Field("parents")
    """As in custom items: null, or an object from the name of a collection to a list of objects with
    `parent_collection` and `parent_title`."""
    catalog_number: Field[str] = Field("catalog_number")
    manufacturer: Field[Reference | str] = Field("manufacturer", lambda: models.Reference)
    web_page: Field[Reference | str] = Field("web_page", lambda: models.Reference)
    updated_by: Field[Any] = Field("updated_by")
    """Its shape is not known."""
    links: Field[list[str]] = Field("links")
    """Uuids of the records linked."""
    tags: Field[list[str]] = Field("tags")
    attachments: Field[list[Attachment]] = Field("attachments", items=lambda: models.Attachment)
    comments: Field[list[Any]] = Field("comments")
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
    """By the pattern of the others Biocollections::Gene; not seen."""
    class_display_name: Field[str] = Field("class_display_name")
    generic_collection_id: Field[int] = Field("generic_collection_id")
    """Of custom collections; null in other records where seen."""
