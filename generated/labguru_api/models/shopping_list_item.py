from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.attachment import Attachment
    from ..models.member_reference import MemberReference
    from ..models.shopping_list_material import ShoppingListMaterial


class ShoppingListItem(Record):
    """A line of an order, called lineitem elsewhere. Proven by code that ran are `name`, `order_number`,
    `material_id`, `material`, `quantity`, `price`, `currency_symbol` and the three times; no full answer was
    read. Custom columns are extra keys under their display names."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    """What an upload attaches to."""
    name: Field[str] = Field("name")
    order_number: Field[int | str] = Field("order_number")
    quantity: Field[int | float | str] = Field("quantity")
    price: Field[float | str] = Field("price")
    currency: Field[int | str] = Field("currency")
    """Is written as a number; what is shown is `currency_symbol`."""
    currency_symbol: Field[str] = Field("currency_symbol")
    budget: Field[str] = Field("budget")
    description: Field[str] = Field("description")
    remarks: Field[str] = Field("remarks")
    material_id: Field[int] = Field("material_id")
    material: Field[ShoppingListMaterial] = Field("material", lambda: models.ShoppingListMaterial)
    requested_at: Field[str] = Field("requested_at")
    submited_at: Field[str] = Field("submited_at")
    """Spelt so by the server."""
    approved_at: Field[str] = Field("approved_at")
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
