from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class GenericItemCreate(Body):
    """Custom columns are extra keys under their display names."""

    name: str
    description: str | Unset = UNSET
    parents_uuid: list[str] | Unset = UNSET
    """Uuids of the items this one derives from (documented)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "description": ("description", (str,)),
        "parents_uuid": ("parents_uuid", (list,)),
    }
