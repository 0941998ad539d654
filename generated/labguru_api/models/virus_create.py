from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class VirusCreate(Body):
    """Custom columns are extra keys under their display names."""

    name: str
    alternative_name: str | Unset = UNSET
    gene_insert: str | Unset = UNSET
    virus_type: str | Unset = UNSET
    plasmid: str | Unset = UNSET
    """Name of the plasmid that it was made with; a text, not an id."""
    serotype_strain: str | Unset = UNSET
    mutations_deletions: str | Unset = UNSET
    tag: str | Unset = UNSET
    """A label of its own; `tags` are something else."""
    selectable_marker: str | Unset = UNSET
    producer_cell_type: str | Unset = UNSET
    viral_coat: str | Unset = UNSET
    tropism: str | Unset = UNSET
    species: str | Unset = UNSET
    safety_information: str | Unset = UNSET
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
        "gene_insert": ("gene_insert", (str,)),
        "virus_type": ("virus_type", (str,)),
        "plasmid": ("plasmid", (str,)),
        "serotype_strain": ("serotype_strain", (str,)),
        "mutations_deletions": ("mutations_deletions", (str,)),
        "tag": ("tag", (str,)),
        "selectable_marker": ("selectable_marker", (str,)),
        "producer_cell_type": ("producer_cell_type", (str,)),
        "viral_coat": ("viral_coat", (str,)),
        "tropism": ("tropism", (str,)),
        "species": ("species", (str,)),
        "safety_information": ("safety_information", (str,)),
        "storage_conditions": ("storage_conditions", (str,)),
        "owner_id": ("owner_id", (int,)),
        "source": ("source", (str,)),
        "description": ("description", (str,)),
        "parents_uuid": ("parents_uuid", (list,)),
    }
