from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class EventUpdate(Body):
    """EventUpdate"""

    name: str | None | Unset = UNSET
    start_date: str | None | Unset = UNSET
    """Local, YYYY-MM-DD HH:MM:SS in the vendor's examples."""
    end_date: str | None | Unset = UNSET
    """Local, YYYY-MM-DD HH:MM:SS in the vendor's examples."""
    description: str | None | Unset = UNSET
    notify_members: str | None | Unset = UNSET
    """Whom to notify: the text [1] for the caller, [-1] for all participants, [0] for nobody."""
    notify_at: str | None | Unset = UNSET
    """When to notify; local, YYYY-MM-DD HH:MM:SS in the vendor's examples."""
    is_fullday_event: bool | None | Unset = UNSET
    repeats: int | None | Unset = UNSET
    """1 or 0."""
    repeat_frame: str | None | Unset = UNSET
    """Never, days, weeks or months."""
    eventable_id: int | None | Unset = UNSET
    """Id of the equipment booked."""
    eventable_type: str | None | Unset = UNSET
    """Class name of what is booked: System::Instrument."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "start_date": ("start_date", (str, type(None))),
        "end_date": ("end_date", (str, type(None))),
        "description": ("description", (str, type(None))),
        "notify_members": ("notify_members", (str, type(None))),
        "notify_at": ("notify_at", (str, type(None))),
        "is_fullday_event": ("is_fullday_event", (bool, type(None))),
        "repeats": ("repeats", (int, type(None))),
        "repeat_frame": ("repeat_frame", (str, type(None))),
        "eventable_id": ("eventable_id", (int, type(None))),
        "eventable_type": ("eventable_type", (str, type(None))),
    }
