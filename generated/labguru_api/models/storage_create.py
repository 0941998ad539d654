from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class StorageCreate(Body):
    """StorageCreate"""

    name: str
    storage_type_id: int
    """Room 1, Shelf 21, Closet 61, Drawer 81, Cage 111, Refrigerator 120, Freezer 121, Cryo container 201, Slide
    Rack 251, Other 321, Rack 322; there may be more."""
    description: str | Unset = UNSET
    temperature: int | Unset = UNSET
    """Its unit is not documented."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "storage_type_id": ("storage_type_id", (int,)),
        "description": ("description", (str,)),
        "temperature": ("temperature", (int,)),
    }
