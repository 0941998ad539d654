from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class CompoundParentStructureUpdate(Body):
    """CompoundParentStructureUpdate"""

    name: str | None | Unset = UNSET
    owner_id: int | str | None | Unset = UNSET
    """Id of a member; documented as a text."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {"name": ("name", (str, type(None))), "owner_id": ("owner_id", (int, str, type(None)))}
