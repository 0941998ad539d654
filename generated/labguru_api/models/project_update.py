from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class ProjectUpdate(Body):
    """ProjectUpdate"""

    title: str | None | Unset = UNSET
    description: str | None | Unset = UNSET
    start_date: str | None | Unset = UNSET
    """YYYY-MM-DD."""
    closed: bool | None | Unset = UNSET
    status: str | None | Unset = UNSET
    owner_id: int | None | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "title": ("title", (str, type(None))),
        "description": ("description", (str, type(None))),
        "start_date": ("start_date", (str, type(None))),
        "closed": ("closed", (bool, type(None))),
        "status": ("status", (str, type(None))),
        "owner_id": ("owner_id", (int, type(None))),
    }
