from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class SectionCreate(Body):
    """SectionCreate"""

    name: str
    container_id: int
    """Id of the record."""
    container_type: str
    """Projects::Experiment, Knowledgebase::Protocol, or Knowledgebase::AbstractDocument for documents and reports."""
    position: int | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "container_id": ("container_id", (int,)),
        "container_type": ("container_type", (str,)),
        "position": ("position", (int,)),
    }
