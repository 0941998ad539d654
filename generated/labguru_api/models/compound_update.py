from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class CompoundUpdate(Body):
    """Custom columns are extra keys under their display names. The vendor also documents `smiles` beside `item`,
    with the same example as `structure`; it is left out here."""

    name: str | None | Unset = UNSET
    description: str | None | Unset = UNSET
    structure: str | None | Unset = UNSET
    """A SMILES."""
    cas: str | None | Unset = UNSET
    """The CAS number, such as 50-00-0."""
    formula: str | None | Unset = UNSET
    molar_mass: str | None | Unset = UNSET
    """A number as a text."""
    density: str | None | Unset = UNSET
    """A number as a text."""
    boiling_point: str | None | Unset = UNSET
    """A number as a text."""
    melting_point: str | None | Unset = UNSET
    """A number as a text."""
    hazards: str | None | Unset = UNSET
    parents_uuid: list[str] | None | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "description": ("description", (str, type(None))),
        "structure": ("structure", (str, type(None))),
        "cas": ("cas", (str, type(None))),
        "formula": ("formula", (str, type(None))),
        "molar_mass": ("molar_mass", (str, type(None))),
        "density": ("density", (str, type(None))),
        "boiling_point": ("boiling_point", (str, type(None))),
        "melting_point": ("melting_point", (str, type(None))),
        "hazards": ("hazards", (str, type(None))),
        "parents_uuid": ("parents_uuid", (list, type(None))),
    }
