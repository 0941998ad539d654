from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class EventCreate(Body):
    """EventCreate"""

    name: str
    start_date: str
    """Local, YYYY-MM-DD HH:MM:SS in the vendor's examples."""
    end_date: str
    """Local, YYYY-MM-DD HH:MM:SS in the vendor's examples."""
    description: str | Unset = UNSET
    notify_members: str | Unset = UNSET
    """Whom to notify: the text [1] for the caller, [-1] for all participants, [0] for nobody."""
    notify_at: str | Unset = UNSET
    """When to notify; local, YYYY-MM-DD HH:MM:SS in the vendor's examples."""
    is_fullday_event: bool | Unset = UNSET
    repeats: int | Unset = UNSET
    """1 or 0."""
    repeat_frame: str | Unset = UNSET
    """Never, days, weeks or months."""
    eventable_id: int | Unset = UNSET
    """Id of the equipment booked."""
    eventable_type: str | Unset = UNSET
    """Class name of what is booked: System::Instrument."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "start_date": ("start_date", (str,)),
        "end_date": ("end_date", (str,)),
        "description": ("description", (str,)),
        "notify_members": ("notify_members", (str,)),
        "notify_at": ("notify_at", (str,)),
        "is_fullday_event": ("is_fullday_event", (bool,)),
        "repeats": ("repeats", (int,)),
        "repeat_frame": ("repeat_frame", (str,)),
        "eventable_id": ("eventable_id", (int,)),
        "eventable_type": ("eventable_type", (str,)),
    }
