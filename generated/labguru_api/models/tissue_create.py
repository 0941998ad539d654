from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class TissueCreate(Body):
    """Custom columns are extra keys under their display names."""

    name: str
    alternative_name: str | Unset = UNSET
    species: str | Unset = UNSET
    genotype_phenotype: str | Unset = UNSET
    animal_details: str | Unset = UNSET
    """About the animal that it is from."""
    tissue_type: str | Unset = UNSET
    harvest_date: str | Unset = UNSET
    """YYYY-MM-DD."""
    fixation_embedding_procedure: str | Unset = UNSET
    applications: str | Unset = UNSET
    storage_conditions: str | Unset = UNSET
    owner_id: int | Unset = UNSET
    """Id of a member; the caller by default."""
    source: str | Unset = UNSET
    """Where it is from."""
    description: str | Unset = UNSET
    parents_uuid: list[str] | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "alternative_name": ("alternative_name", (str,)),
        "species": ("species", (str,)),
        "genotype_phenotype": ("genotype_phenotype", (str,)),
        "animal_details": ("animal_details", (str,)),
        "tissue_type": ("tissue_type", (str,)),
        "harvest_date": ("harvest_date", (str,)),
        "fixation_embedding_procedure": ("fixation_embedding_procedure", (str,)),
        "applications": ("applications", (str,)),
        "storage_conditions": ("storage_conditions", (str,)),
        "owner_id": ("owner_id", (int,)),
        "source": ("source", (str,)),
        "description": ("description", (str,)),
        "parents_uuid": ("parents_uuid", (list,)),
    }
