from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class Step(Record):
    """One row of a steps element."""

    __slots__ = ()

    title: Field[str] = Field("title")
    """HTML."""
    completed: Field[bool] = Field("completed")
    completed_by: Field[str] = Field("completed_by")
    """Name of a member."""
    completed_at: Field[str] = Field("completed_at")
    """dd/mm/YYYY HH:MM:SS."""
    timer: Field[Any] = Field("timer")
    """An object of hours, minutes and seconds, as texts."""
