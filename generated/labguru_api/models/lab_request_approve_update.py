from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class LabRequestApproveUpdate(Body):
    """LabRequestApproveUpdate"""

    team_id: int | None | Unset = UNSET
    """Id of the team that performs it."""
    due_date: str | None | Unset = UNSET
    """YYYY-MM-DD."""
    priority: str | None | Unset = UNSET
    """Low (the default), Medium, High or Urgent."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "team_id": ("team_id", (int, type(None))),
        "due_date": ("due_date", (str, type(None))),
        "priority": ("priority", (str, type(None))),
    }
