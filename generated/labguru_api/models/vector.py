from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.member_reference import MemberReference


class Vector(Record):
    """A row of a dataset. No answer was ever seen: the keys are those that requests name and those that all records
    have."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    dataset_id: Field[int] = Field("dataset_id")
    """Id of the dataset."""
    vector_data: Field[Any] = Field("vector_data")
    """The values by column header; an object, or JSON in a text."""
    member_id: Field[int] = Field("member_id")
    member: Field[MemberReference] = Field("member", lambda: models.MemberReference)
    owner_id: Field[int] = Field("owner_id")
    owner: Field[MemberReference] = Field("owner", lambda: models.MemberReference)
    created_at: Field[str] = Field("created_at")
    """Local, YYYY-MM-DD HH:MM."""
    updated_at: Field[str] = Field("updated_at")
    """Local, YYYY-MM-DD HH:MM."""
    deleted_at: Field[str] = Field("deleted_at")
    api_url: Field[str] = Field("api_url")
    """Path in this API."""
    url: Field[str] = Field("url")
    """Path in the UI."""
    class_name: Field[str] = Field("class_name")
    class_display_name: Field[str] = Field("class_display_name")
