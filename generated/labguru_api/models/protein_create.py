from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class ProteinCreate(Body):
    """Custom columns are extra keys under their display names."""

    name: str
    owner_id: int | Unset = UNSET
    """Id of a member; the caller by default."""
    alternative_name: str | Unset = UNSET
    gene: str | Unset = UNSET
    """Name of the gene, not its id."""
    species: str | Unset = UNSET
    lg_mutations: str | Unset = UNSET
    """The mutations. Code that ran sends `mutations`; whether that is read is not known."""
    chemical_modifications: str | Unset = UNSET
    tag: str | Unset = UNSET
    """A tag of the molecule; `tags` are something else."""
    purification_method: str | Unset = UNSET
    mw: str | Unset = UNSET
    """Molecular weight, as a text; code that ran sends the unit along, as in 25000 Da."""
    extinction_coefficient_280nm: str | Unset = UNSET
    """At 280 nm, as a text."""
    storage_buffer: str | Unset = UNSET
    storage_temperature: str | Unset = UNSET
    source: str | Unset = UNSET
    """Where it is from."""
    sequence: str | Unset = UNSET
    """Its amino acids."""
    description: str | Unset = UNSET
    parents_uuid: list[str] | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "owner_id": ("owner_id", (int,)),
        "alternative_name": ("alternative_name", (str,)),
        "gene": ("gene", (str,)),
        "species": ("species", (str,)),
        "lg_mutations": ("lg_mutations", (str,)),
        "chemical_modifications": ("chemical_modifications", (str,)),
        "tag": ("tag", (str,)),
        "purification_method": ("purification_method", (str,)),
        "mw": ("mw", (str,)),
        "extinction_coefficient_280nm": ("extinction_coefficient_280nm", (str,)),
        "storage_buffer": ("storage_buffer", (str,)),
        "storage_temperature": ("storage_temperature", (str,)),
        "source": ("source", (str,)),
        "sequence": ("sequence", (str,)),
        "description": ("description", (str,)),
        "parents_uuid": ("parents_uuid", (list,)),
    }
