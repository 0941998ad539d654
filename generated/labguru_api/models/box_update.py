from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class BoxUpdate(Body):
    """BoxUpdate"""

    name: str | None | Unset = UNSET
    rows: int | None | Unset = UNSET
    cols: int | None | Unset = UNSET
    box_type: int | str | None | Unset = UNSET
    """See BoxCreate."""
    color: str | None | Unset = UNSET
    """See BoxCreate."""
    shared: bool | None | Unset = UNSET
    """False keeps the box to its owner; true by default."""
    barcode: str | None | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "rows": ("rows", (int, type(None))),
        "cols": ("cols", (int, type(None))),
        "box_type": ("box_type", (int, str, type(None))),
        "color": ("color", (str, type(None))),
        "shared": ("shared", (bool, type(None))),
        "barcode": ("barcode", (str, type(None))),
    }
