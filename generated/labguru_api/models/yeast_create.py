from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class YeastCreate(Body):
    """Custom columns are extra keys under their display names."""

    name: str
    description: str | Unset = UNSET
    reproduction: str | Unset = UNSET
    """How it reproduces."""
    genetic_background: str | Unset = UNSET
    transgenic_features: str | Unset = UNSET
    phenotype: str | Unset = UNSET
    source: str | Unset = UNSET
    """Where it is from."""
    owner_id: int | Unset = UNSET
    """Id of a member; the caller by default."""
    parents_uuid: list[str] | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "description": ("description", (str,)),
        "reproduction": ("reproduction", (str,)),
        "genetic_background": ("genetic_background", (str,)),
        "transgenic_features": ("transgenic_features", (str,)),
        "phenotype": ("phenotype", (str,)),
        "source": ("source", (str,)),
        "owner_id": ("owner_id", (int,)),
        "parents_uuid": ("parents_uuid", (list,)),
    }
