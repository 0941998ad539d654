from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class ExperimentCreate(Body):
    """The folder is documented as required, as one of `milestone_id` and `milestone_name`."""

    title: str
    project_id: int
    milestone_id: int | Unset = UNSET
    """Id of the folder."""
    milestone_name: str | Unset = UNSET
    """Name of the folder; in place of `milestone_id`."""
    protocol_id: int | Unset = UNSET
    """Start from this protocol."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "title": ("title", (str,)),
        "project_id": ("project_id", (int,)),
        "milestone_id": ("milestone_id", (int,)),
        "milestone_name": ("milestone_name", (str,)),
        "protocol_id": ("protocol_id", (int,)),
    }
