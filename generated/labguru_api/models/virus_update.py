from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class VirusUpdate(Body):
    """Custom columns are extra keys under their display names."""

    name: str | None | Unset = UNSET
    alternative_name: str | None | Unset = UNSET
    gene_insert: str | None | Unset = UNSET
    virus_type: str | None | Unset = UNSET
    plasmid: str | None | Unset = UNSET
    """Name of the plasmid that it was made with; a text, not an id."""
    serotype_strain: str | None | Unset = UNSET
    mutations_deletions: str | None | Unset = UNSET
    tag: str | None | Unset = UNSET
    """A label of its own; `tags` are something else."""
    selectable_marker: str | None | Unset = UNSET
    producer_cell_type: str | None | Unset = UNSET
    viral_coat: str | None | Unset = UNSET
    tropism: str | None | Unset = UNSET
    species: str | None | Unset = UNSET
    safety_information: str | None | Unset = UNSET
    storage_conditions: str | None | Unset = UNSET
    owner_id: int | None | Unset = UNSET
    """Id of a member."""
    source: str | None | Unset = UNSET
    """Where it is from."""
    description: str | None | Unset = UNSET
    parents_uuid: list[str] | None | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "alternative_name": ("alternative_name", (str, type(None))),
        "gene_insert": ("gene_insert", (str, type(None))),
        "virus_type": ("virus_type", (str, type(None))),
        "plasmid": ("plasmid", (str, type(None))),
        "serotype_strain": ("serotype_strain", (str, type(None))),
        "mutations_deletions": ("mutations_deletions", (str, type(None))),
        "tag": ("tag", (str, type(None))),
        "selectable_marker": ("selectable_marker", (str, type(None))),
        "producer_cell_type": ("producer_cell_type", (str, type(None))),
        "viral_coat": ("viral_coat", (str, type(None))),
        "tropism": ("tropism", (str, type(None))),
        "species": ("species", (str, type(None))),
        "safety_information": ("safety_information", (str, type(None))),
        "storage_conditions": ("storage_conditions", (str, type(None))),
        "owner_id": ("owner_id", (int, type(None))),
        "source": ("source", (str, type(None))),
        "description": ("description", (str, type(None))),
        "parents_uuid": ("parents_uuid", (list, type(None))),
    }
