from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class RodentCageCreate(Body):
    """Custom columns are extra keys under their display names."""

    name: str
    breeding: bool | Unset = UNSET
    """True by default."""
    parent_id: int | Unset = UNSET
    """Id of the storage that the cage stands in."""
    description: str | Unset = UNSET
    owner_id: int | Unset = UNSET
    """Id of a member; the caller by default."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "breeding": ("breeding", (bool,)),
        "parent_id": ("parent_id", (int,)),
        "description": ("description", (str,)),
        "owner_id": ("owner_id", (int,)),
    }
