from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class WormUpdate(Body):
    """Custom columns are extra keys under their display names."""

    name: str | None | Unset = UNSET
    alternative_name: str | None | Unset = UNSET
    gene_id: int | None | Unset = UNSET
    """Id of a gene."""
    source: str | None | Unset = UNSET
    """Where it is from."""
    genotype: str | None | Unset = UNSET
    phenotype: str | None | Unset = UNSET
    mutagen: str | None | Unset = UNSET
    growth_conditions: str | None | Unset = UNSET
    outcrossed: int | None | Unset = UNSET
    """How many times."""
    made_by: str | None | Unset = UNSET
    """Name of a person; a text, not an id."""
    dauer_defective: bool | int | None | Unset = UNSET
    """1 for yes, 0 for no. The vendor calls it a boolean."""
    description: str | None | Unset = UNSET
    parents_uuid: list[str] | None | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "alternative_name": ("alternative_name", (str, type(None))),
        "gene_id": ("gene_id", (int, type(None))),
        "source": ("source", (str, type(None))),
        "genotype": ("genotype", (str, type(None))),
        "phenotype": ("phenotype", (str, type(None))),
        "mutagen": ("mutagen", (str, type(None))),
        "growth_conditions": ("growth_conditions", (str, type(None))),
        "outcrossed": ("outcrossed", (int, type(None))),
        "made_by": ("made_by", (str, type(None))),
        "dauer_defective": ("dauer_defective", (bool, int, type(None))),
        "description": ("description", (str, type(None))),
        "parents_uuid": ("parents_uuid", (list, type(None))),
    }
