from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class RodentSpecimenCreate(Body):
    """Custom columns are extra keys under their display names."""

    name: str
    status: str
    """alive, dead, missing or sacrificed."""
    description: str | Unset = UNSET
    alternative_name: str | Unset = UNSET
    owner_id: int | Unset = UNSET
    """Id of a member; the caller by default."""
    genotype: str | Unset = UNSET
    phenotype: str | Unset = UNSET
    ear_tag: str | Unset = UNSET
    coat_tag: str | Unset = UNSET
    sex: str | Unset = UNSET
    """male, female or unknown."""
    ethics: str | Unset = UNSET
    """Id of the ethics approval, as a text."""
    dob: str | Unset = UNSET
    """When it was born, YYYY-MM-DD."""
    dod: str | Unset = UNSET
    """When it died, YYYY-MM-DD."""
    source: str | Unset = UNSET
    """Where it is from."""
    parents_uuid: list[str] | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "status": ("status", (str,)),
        "description": ("description", (str,)),
        "alternative_name": ("alternative_name", (str,)),
        "owner_id": ("owner_id", (int,)),
        "genotype": ("genotype", (str,)),
        "phenotype": ("phenotype", (str,)),
        "ear_tag": ("ear_tag", (str,)),
        "coat_tag": ("coat_tag", (str,)),
        "sex": ("sex", (str,)),
        "ethics": ("ethics", (str,)),
        "dob": ("dob", (str,)),
        "dod": ("dod", (str,)),
        "source": ("source", (str,)),
        "parents_uuid": ("parents_uuid", (list,)),
    }
