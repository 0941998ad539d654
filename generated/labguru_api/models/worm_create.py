from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class WormCreate(Body):
    """Custom columns are extra keys under their display names."""

    name: str
    alternative_name: str | Unset = UNSET
    gene_id: int | Unset = UNSET
    """Id of a gene."""
    source: str | Unset = UNSET
    """Where it is from."""
    genotype: str | Unset = UNSET
    phenotype: str | Unset = UNSET
    mutagen: str | Unset = UNSET
    growth_conditions: str | Unset = UNSET
    outcrossed: int | Unset = UNSET
    """How many times."""
    made_by: str | Unset = UNSET
    """Name of a person; a text, not an id."""
    dauer_defective: bool | int | Unset = UNSET
    """1 for yes, 0 for no. The vendor calls it a boolean."""
    description: str | Unset = UNSET
    parents_uuid: list[str] | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "alternative_name": ("alternative_name", (str,)),
        "gene_id": ("gene_id", (int,)),
        "source": ("source", (str,)),
        "genotype": ("genotype", (str,)),
        "phenotype": ("phenotype", (str,)),
        "mutagen": ("mutagen", (str,)),
        "growth_conditions": ("growth_conditions", (str,)),
        "outcrossed": ("outcrossed", (int,)),
        "made_by": ("made_by", (str,)),
        "dauer_defective": ("dauer_defective", (bool, int)),
        "description": ("description", (str,)),
        "parents_uuid": ("parents_uuid", (list,)),
    }
