from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class SeedCreate(Body):
    """Custom columns are extra keys under their display names."""

    name: str
    owner_id: int | Unset = UNSET
    """Id of a member; the caller by default."""
    genotype: str | Unset = UNSET
    phenotype: str | Unset = UNSET
    generation: str | Unset = UNSET
    """Such as F0."""
    male_parent_id: int | Unset = UNSET
    """Id of a plant."""
    female_parent_id: int | Unset = UNSET
    """Id of a plant."""
    source: str | Unset = UNSET
    """Where it is from."""
    description: str | Unset = UNSET
    parents_uuid: list[str] | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "owner_id": ("owner_id", (int,)),
        "genotype": ("genotype", (str,)),
        "phenotype": ("phenotype", (str,)),
        "generation": ("generation", (str,)),
        "male_parent_id": ("male_parent_id", (int,)),
        "female_parent_id": ("female_parent_id", (int,)),
        "source": ("source", (str,)),
        "description": ("description", (str,)),
        "parents_uuid": ("parents_uuid", (list,)),
    }
