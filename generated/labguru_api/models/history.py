from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.member_reference import MemberReference
    from ..models.reference import Reference


class History(Record):
    """An entry of the audit trail. Code that ran shows `id`, `member_id`, `context_id`, `context_name` and
    `object.url`; `action`, `object_id` and `object_type` are known from filters, the rest is assumed."""

    __slots__ = ()

    id: Given[int] = Given("id")
    action: Field[str] = Field("action")
    """Such as update or update (auto-save)."""
    member_id: Field[int] = Field("member_id")
    """Who did it."""
    member: Field[MemberReference] = Field("member", lambda: models.MemberReference)
    context_id: Field[int] = Field("context_id")
    """Id of the record around the object: the experiment, where an element was changed."""
    context_name: Field[str] = Field("context_name")
    object_id: Field[int] = Field("object_id")
    """Id of what was changed."""
    object_type: Field[str] = Field("object_type")
    """Class name of what was changed."""
    object_: Field[Reference] = Field("object", lambda: models.Reference)
    """What was changed; only `url` is proven."""
    created_at: Field[str] = Field("created_at")
