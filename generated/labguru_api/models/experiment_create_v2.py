from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    from ..models.section_create_v2 import SectionCreateV2


@_define(kw_only=True, repr=False)
class ExperimentCreateV2(Body):
    """Exactly one of `milestone_id` and `milestone_name` is required."""

    title: str
    project_id: int
    sections: list[SectionCreateV2]
    milestone_id: int | Unset = UNSET
    """Id of a folder that exists."""
    milestone_name: str | Unset = UNSET
    """Name of a folder to make."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "title": ("title", (str,)),
        "project_id": ("project_id", (int,)),
        "sections": ("sections", (list,)),
        "milestone_id": ("milestone_id", (int,)),
        "milestone_name": ("milestone_name", (str,)),
    }
