from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class RodentSpecimenUpdate(Body):
    """Custom columns are extra keys under their display names."""

    name: str | None | Unset = UNSET
    status: str | None | Unset = UNSET
    """alive, dead, missing or sacrificed."""
    description: str | None | Unset = UNSET
    alternative_name: str | None | Unset = UNSET
    owner_id: int | None | Unset = UNSET
    """Id of a member."""
    genotype: str | None | Unset = UNSET
    phenotype: str | None | Unset = UNSET
    ear_tag: str | None | Unset = UNSET
    coat_tag: str | None | Unset = UNSET
    sex: str | None | Unset = UNSET
    """male, female or unknown."""
    ethics: str | None | Unset = UNSET
    """Id of the ethics approval, as a text."""
    dob: str | None | Unset = UNSET
    """When it was born, YYYY-MM-DD."""
    dod: str | None | Unset = UNSET
    """When it died, YYYY-MM-DD."""
    source: str | None | Unset = UNSET
    """Where it is from."""
    parents_uuid: list[str] | None | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "status": ("status", (str, type(None))),
        "description": ("description", (str, type(None))),
        "alternative_name": ("alternative_name", (str, type(None))),
        "owner_id": ("owner_id", (int, type(None))),
        "genotype": ("genotype", (str, type(None))),
        "phenotype": ("phenotype", (str, type(None))),
        "ear_tag": ("ear_tag", (str, type(None))),
        "coat_tag": ("coat_tag", (str, type(None))),
        "sex": ("sex", (str, type(None))),
        "ethics": ("ethics", (str, type(None))),
        "dob": ("dob", (str, type(None))),
        "dod": ("dod", (str, type(None))),
        "source": ("source", (str, type(None))),
        "parents_uuid": ("parents_uuid", (list, type(None))),
    }
