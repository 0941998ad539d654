from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class ProjectCreate(Body):
    """ProjectCreate"""

    title: str
    description: str | Unset = UNSET
    start_date: str | Unset = UNSET
    """YYYY-MM-DD."""
    closed: bool | Unset = UNSET
    """True archives the project."""
    status: str | Unset = UNSET
    owner_id: int | Unset = UNSET
    """Id of a member; the caller by default."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "title": ("title", (str,)),
        "description": ("description", (str,)),
        "start_date": ("start_date", (str,)),
        "closed": ("closed", (bool,)),
        "status": ("status", (str,)),
        "owner_id": ("owner_id", (int,)),
    }
