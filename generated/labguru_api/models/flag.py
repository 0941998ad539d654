from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.member_reference import MemberReference


class Flag(Record):
    """A flag that experiments can carry (`experiments.set_flag_as`). The keys up to `default` are documented in the
    answer of `flags.create`; the rest is assumed."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    title: Field[str] = Field("title")
    description: Field[str] = Field("description")
    color: Field[str] = Field("color")
    """green, red, blue, orange or grey, each also with -light or -dark."""
    icon: Field[str] = Field("icon")
    """star, bolt, thumbs-up, thumbs-down, question, exclamation, bell, bell-slash, fire or sun."""
    active: Field[bool] = Field("active")
    default: Field[bool] = Field("default")
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
