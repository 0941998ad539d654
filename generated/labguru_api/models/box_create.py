from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class BoxCreate(Body):
    """Proven are `name`, `rows`, `cols`, `box_type` and `color` (2017); the rest is documented."""

    name: str
    rows: int | Unset = UNSET
    cols: int | Unset = UNSET
    box_type: int | str | Unset = UNSET
    """A number: Primer 0, General or Tube -1, Seed -2, Fly -3, Bacterium -4, Cell Line -5, Tissue -6, Antibody -7,
    Plasmid -8, Glycerol -9, Enzyme -10, Consumable -11, Yeast -12, Fungus -13, Virus -14, Protein -15, Lipid -16,
    Worm -17, Sequence -18, Zebrafish -19, Gene -20, Compound -21. A name such as Tissue worked, too (live, 2017)."""
    color: str | Unset = UNSET
    """pink, red, orange, yellow, beige, white, blue, purple, green, brown, gray or black."""
    shared: bool | Unset = UNSET
    """False keeps the box to its owner; true by default."""
    barcode: str | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "rows": ("rows", (int,)),
        "cols": ("cols", (int,)),
        "box_type": ("box_type", (int, str)),
        "color": ("color", (str,)),
        "shared": ("shared", (bool,)),
        "barcode": ("barcode", (str,)),
    }
