from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class RodentStrainUpdate(Body):
    """Custom columns are extra keys under their display names."""

    name: str | None | Unset = UNSET
    alternative_name: str | None | Unset = UNSET
    transgene: str | None | Unset = UNSET
    genotype: str | None | Unset = UNSET
    phenotype: str | None | Unset = UNSET
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
        "transgene": ("transgene", (str, type(None))),
        "genotype": ("genotype", (str, type(None))),
        "phenotype": ("phenotype", (str, type(None))),
        "owner_id": ("owner_id", (int, type(None))),
        "source": ("source", (str, type(None))),
        "description": ("description", (str, type(None))),
        "parents_uuid": ("parents_uuid", (list, type(None))),
    }
