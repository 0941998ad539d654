from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    from ..models.compound_create import CompoundCreate


@_define(kw_only=True, repr=False)
class CompoundCreateRequest(Body):
    """CompoundCreateRequest"""

    item: CompoundCreate
    """Custom columns are extra keys under their display names. The vendor also documents `smiles` beside `item`,
    with the same example as `structure`; it is left out here."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {"item": ("item", (Body, dict))}
