from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class StorageUpdate(Body):
    """StorageUpdate"""

    name: str | None | Unset = UNSET
    storage_type_id: int | None | Unset = UNSET
    """See StorageCreate."""
    description: str | None | Unset = UNSET
    temperature: int | None | Unset = UNSET
    """Its unit is not documented."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "storage_type_id": ("storage_type_id", (int, type(None))),
        "description": ("description", (str, type(None))),
        "temperature": ("temperature", (int, type(None))),
    }
