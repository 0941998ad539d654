from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.attachment import Attachment
    from ..models.member_reference import MemberReference
    from ..models.reference import Reference


class Material(Record):
    """A consumable. No answer was ever seen: the keys are those that requests name and those that all records have.
    Orders show `name`, `catalog_number` and `manufacturer` of theirs (live)."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    """What an upload attaches to."""
    name: Field[str] = Field("name")
    catalog_number: Field[str] = Field("catalog_number")
    manufacturer: Field[Reference] = Field("manufacturer", lambda: models.Reference)
    company_id: Field[int] = Field("company_id")
    """Id of the company, where it is bought."""
    produce_by: Field[str] = Field("produce_by")
    """Who makes it, where it is not bought."""
    description: Field[str] = Field("description")
    cas_number: Field[str | int] = Field("cas_number")
    """Such as 64-17-5; documented as an integer, which such numbers are not."""
    mw: Field[str] = Field("mw")
    """Presumably the molecular weight."""
    web: Field[str] = Field("web")
    """Address of a web page."""
    materialtype_id: Field[int] = Field("materialtype_id")
    units: Field[str] = Field("units")
    price: Field[float | str] = Field("price")
    currency: Field[int | str] = Field("currency")
    """0 shekel, 1 dollar, 2 euro, 3 pound, 4 Norwegian krone."""
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
