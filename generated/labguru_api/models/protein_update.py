from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class ProteinUpdate(Body):
    """Custom columns are extra keys under their display names."""

    name: str | None | Unset = UNSET
    owner_id: int | None | Unset = UNSET
    """Id of a member."""
    alternative_name: str | None | Unset = UNSET
    gene: str | None | Unset = UNSET
    """Name of the gene, not its id."""
    species: str | None | Unset = UNSET
    lg_mutations: str | None | Unset = UNSET
    """The mutations. Code that ran sends `mutations`; whether that is read is not known."""
    chemical_modifications: str | None | Unset = UNSET
    tag: str | None | Unset = UNSET
    """A tag of the molecule; `tags` are something else."""
    purification_method: str | None | Unset = UNSET
    mw: str | None | Unset = UNSET
    """Molecular weight, as a text; code that ran sends the unit along, as in 25000 Da."""
    extinction_coefficient_280nm: str | None | Unset = UNSET
    """At 280 nm, as a text."""
    storage_buffer: str | None | Unset = UNSET
    storage_temperature: str | None | Unset = UNSET
    source: str | None | Unset = UNSET
    """Where it is from."""
    sequence: str | None | Unset = UNSET
    """Its amino acids."""
    description: str | None | Unset = UNSET
    parents_uuid: list[str] | None | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "owner_id": ("owner_id", (int, type(None))),
        "alternative_name": ("alternative_name", (str, type(None))),
        "gene": ("gene", (str, type(None))),
        "species": ("species", (str, type(None))),
        "lg_mutations": ("lg_mutations", (str, type(None))),
        "chemical_modifications": ("chemical_modifications", (str, type(None))),
        "tag": ("tag", (str, type(None))),
        "purification_method": ("purification_method", (str, type(None))),
        "mw": ("mw", (str, type(None))),
        "extinction_coefficient_280nm": ("extinction_coefficient_280nm", (str, type(None))),
        "storage_buffer": ("storage_buffer", (str, type(None))),
        "storage_temperature": ("storage_temperature", (str, type(None))),
        "source": ("source", (str, type(None))),
        "sequence": ("sequence", (str, type(None))),
        "description": ("description", (str, type(None))),
        "parents_uuid": ("parents_uuid", (list, type(None))),
    }
