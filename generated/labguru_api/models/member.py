from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Given, Record

if TYPE_CHECKING:
    pass


class Member(Record):
    """Somebody of the account. No answer was ever seen; other records name members by `id`, `name` and `url`."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    name: Field[str] = Field("name")
    admin: Field[bool] = Field("admin")
    """Seen in other records in 2018."""
    former: Field[bool] = Field("former")
    """Seen in other records in 2018."""
    created_at: Field[str] = Field("created_at")
    """Local, YYYY-MM-DD HH:MM."""
    updated_at: Field[str] = Field("updated_at")
    """Local, YYYY-MM-DD HH:MM."""
    api_url: Field[str] = Field("api_url")
    """Path in this API."""
    url: Field[str] = Field("url")
    """Path in the UI, such as /admin/members/1."""
    class_name: Field[str] = Field("class_name")
    class_display_name: Field[str] = Field("class_display_name")
