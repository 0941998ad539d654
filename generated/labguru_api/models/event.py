from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.member_reference import MemberReference


class Event(Record):
    """An entry of the calendar. No answer was ever seen: the keys are those that requests name and those that all
    records have."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    name: Field[str] = Field("name")
    start_date: Field[str] = Field("start_date")
    """Written with a time; the form of answers was not seen."""
    end_date: Field[str] = Field("end_date")
    """Written with a time; the form of answers was not seen."""
    description: Field[str] = Field("description")
    notify_members: Field[Any] = Field("notify_members")
    """Whom to notify: the text [1] for the caller, [-1] for all participants, [0] for nobody."""
    notify_at: Field[str] = Field("notify_at")
    is_fullday_event: Field[bool] = Field("is_fullday_event")
    repeats: Field[int | bool] = Field("repeats")
    """1 or 0."""
    repeat_frame: Field[str] = Field("repeat_frame")
    """Never, days, weeks or months."""
    eventable_id: Field[int] = Field("eventable_id")
    """Id of the equipment booked."""
    eventable_type: Field[str] = Field("eventable_type")
    """Class name of what is booked: System::Instrument."""
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
