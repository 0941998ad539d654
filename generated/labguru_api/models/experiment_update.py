from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class ExperimentUpdate(Body):
    """ExperimentUpdate"""

    title: str | None | Unset = UNSET
    project_id: int | None | Unset = UNSET
    milestone_id: int | None | Unset = UNSET
    milestone_name: str | None | Unset = UNSET
    protocol_id: int | None | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "title": ("title", (str, type(None))),
        "project_id": ("project_id", (int, type(None))),
        "milestone_id": ("milestone_id", (int, type(None))),
        "milestone_name": ("milestone_name", (str, type(None))),
        "protocol_id": ("protocol_id", (int, type(None))),
    }
