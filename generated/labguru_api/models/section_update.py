from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class SectionUpdate(Body):
    """SectionUpdate"""

    name: str | None | Unset = UNSET
    container_id: int | None | Unset = UNSET
    container_type: str | None | Unset = UNSET
    """As in SectionCreate; for reports the vendor writes Knowledgebase::Report here."""
    position: int | None | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "container_id": ("container_id", (int, type(None))),
        "container_type": ("container_type", (str, type(None))),
        "position": ("position", (int, type(None))),
    }
