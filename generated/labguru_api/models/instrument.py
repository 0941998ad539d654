from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.attachment import Attachment
    from ..models.member_reference import MemberReference
    from ..models.reference import Reference


class Instrument(Record):
    """Only `uuid` is known to come back, from scripts of the vendor. The rest is what is written, and what records
    of other kinds have."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    """What an upload attaches to."""
    name: Field[str] = Field("name")
    model_number: Field[str] = Field("model_number")
    serial_number: Field[str] = Field("serial_number")
    equipment_type: Field[str] = Field("equipment_type")
    purchase_date: Field[str] = Field("purchase_date")
    """YYYY-MM-DD."""
    warranty_expired: Field[str] = Field("warranty_expired")
    """YYYY-MM-DD."""
    maintenance_information: Field[str] = Field("maintenance_information")
    description: Field[str] = Field("description")
    manufacturer: Field[Reference | str] = Field("manufacturer", lambda: models.Reference)
    """Is written as a text; in the material of an order it is an object with a name."""
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
    """System::Instrument."""
    class_display_name: Field[str] = Field("class_display_name")
    generic_collection_id: Field[int] = Field("generic_collection_id")
    links: Field[list[str]] = Field("links")
    """Uuids of the records linked."""
    tags: Field[list[str]] = Field("tags")
    comments: Field[list[Any]] = Field("comments")
    attachments: Field[list[Attachment]] = Field("attachments", items=lambda: models.Attachment)
