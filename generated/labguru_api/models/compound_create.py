from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class CompoundCreate(Body):
    """Custom columns are extra keys under their display names. The vendor also documents `smiles` beside `item`,
    with the same example as `structure`; it is left out here."""

    name: str
    description: str | Unset = UNSET
    structure: str | Unset = UNSET
    """A SMILES."""
    cas: str | Unset = UNSET
    """The CAS number, such as 50-00-0."""
    formula: str | Unset = UNSET
    molar_mass: str | Unset = UNSET
    """A number as a text."""
    density: str | Unset = UNSET
    """A number as a text."""
    boiling_point: str | Unset = UNSET
    """A number as a text."""
    melting_point: str | Unset = UNSET
    """A number as a text."""
    hazards: str | Unset = UNSET
    parents_uuid: list[str] | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "description": ("description", (str,)),
        "structure": ("structure", (str,)),
        "cas": ("cas", (str,)),
        "formula": ("formula", (str,)),
        "molar_mass": ("molar_mass", (str,)),
        "density": ("density", (str,)),
        "boiling_point": ("boiling_point", (str,)),
        "melting_point": ("melting_point", (str,)),
        "hazards": ("hazards", (str,)),
        "parents_uuid": ("parents_uuid", (list,)),
    }
