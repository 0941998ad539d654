from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class LabRequestUpdate(Body):
    """LabRequestUpdate"""

    name: str | None | Unset = UNSET
    team_id: int | None | Unset = UNSET
    """Id of the team that performs it."""
    status: str | None | Unset = UNSET
    """Draft, Pending, Approved, Awaiting Assignment, Assigned, In Progress or Completed."""
    priority: str | None | Unset = UNSET
    """Low (the default), Medium, High or Urgent."""
    due_date: str | None | Unset = UNSET
    """YYYY-MM-DD."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "team_id": ("team_id", (int, type(None))),
        "status": ("status", (str, type(None))),
        "priority": ("priority", (str, type(None))),
        "due_date": ("due_date", (str, type(None))),
    }
