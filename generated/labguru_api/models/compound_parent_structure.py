from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.member_reference import MemberReference
    from ..models.reference import Reference


class CompoundParentStructure(Record):
    """Documented key by key as the answer of `compound_parent_structures.update`, with values that look like those
    of a real one; that list and get answer the same is assumed. Calculated numbers come as texts, and dates have
    a zone here."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    cd_id: Field[int] = Field("cd_id")
    """A second id; its meaning is not known."""
    name: Field[str] = Field("name")
    auto_name: Field[str] = Field("auto_name")
    """The SysID, such as CP-24.0001."""
    description: Field[str] = Field("description")
    smiles: Field[str] = Field("smiles")
    canonical_smiles: Field[str] = Field("canonical_smiles")
    inchi: Field[str] = Field("inchi")
    chemical_formula: Field[str] = Field("chemical_formula")
    composition: Field[str] = Field("composition")
    """By element, such as C (77.21%), Cl (22.79%)."""
    molecular_weight: Field[str | float] = Field("molecular_weight")
    """A number as a text."""
    hba: Field[int] = Field("hba")
    """Acceptors of hydrogen bonds."""
    hbd: Field[int] = Field("hbd")
    """Donors of hydrogen bonds."""
    num_hvy_atoms: Field[int] = Field("num_hvy_atoms")
    """Heavy atoms."""
    num_rotors: Field[int] = Field("num_rotors")
    """Rotatable bonds."""
    num_aromatic: Field[int] = Field("num_aromatic")
    """Aromatic rings."""
    num_aliphatic: Field[int] = Field("num_aliphatic")
    """Aliphatic rings."""
    polar_surface_area: Field[str | float] = Field("polar_surface_area")
    """A number as a text."""
    logp: Field[str | float] = Field("logp")
    """A number as a text."""
    sp3: Field[str | float] = Field("sp3")
    """A number as a text."""
    l5: Field[bool] = Field("l5")
    """Probably whether it keeps Lipinski's rule of five."""
    image: Field[str] = Field("image")
    """Path of a picture on the account's host."""
    cas: Field[str] = Field("cas")
    """The CAS number."""
    formula: Field[str] = Field("formula")
    molar_mass: Field[float | str] = Field("molar_mass")
    density: Field[float | str] = Field("density")
    boiling_point: Field[float | str] = Field("boiling_point")
    melting_point: Field[float | str] = Field("melting_point")
    hazards: Field[str] = Field("hazards")
    location: Field[str] = Field("location")
    parents: Field[Any] = Field("parents")
    """Documented as a text or null; an object in custom items."""
    catalog_number: Field[str] = Field("catalog_number")
    manufacturer: Field[Reference | str] = Field("manufacturer", lambda: models.Reference)
    company_id: Field[int] = Field("company_id")
    produce_by: Field[str] = Field("produce_by")
    purchasable: Field[bool] = Field("purchasable")
    price_with_currency: Field[str] = Field("price_with_currency")
    units: Field[str] = Field("units")
    unit_size_to_display: Field[str] = Field("unit_size_to_display")
    web_page: Field[Reference | str] = Field("web_page", lambda: models.Reference)
    member_id: Field[int] = Field("member_id")
    member: Field[MemberReference | str] = Field("member", lambda: models.MemberReference)
    """Documented as a text or null; a member's reference in other records."""
    owner_id: Field[int] = Field("owner_id")
    owner: Field[MemberReference] = Field("owner", lambda: models.MemberReference)
    created_at: Field[str] = Field("created_at")
    """With milliseconds and zone: 2025-03-16T16:25:17.000+02:00."""
    updated_at: Field[str] = Field("updated_at")
    """In the form of `created_at`."""
    url: Field[str] = Field("url")
    """Path in the UI, such as /biocollections/compounds/1."""
