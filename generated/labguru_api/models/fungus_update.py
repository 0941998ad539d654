from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class FungusUpdate(Body):
    """Custom columns are extra keys under their display names."""

    name: str | None | Unset = UNSET
    species: str | None | Unset = UNSET
    phenotype: str | None | Unset = UNSET
    genotype: str | None | Unset = UNSET
    host: str | None | Unset = UNSET
    """Name of the host."""
    virulent: str | None | Unset = UNSET
    """A text, not a yes or no."""
    sporulate: str | None | Unset = UNSET
    """A text, not a yes or no."""
    mycelia: str | None | Unset = UNSET
    fruiting_bodies: str | None | Unset = UNSET
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
        "species": ("species", (str, type(None))),
        "phenotype": ("phenotype", (str, type(None))),
        "genotype": ("genotype", (str, type(None))),
        "host": ("host", (str, type(None))),
        "virulent": ("virulent", (str, type(None))),
        "sporulate": ("sporulate", (str, type(None))),
        "mycelia": ("mycelia", (str, type(None))),
        "fruiting_bodies": ("fruiting_bodies", (str, type(None))),
        "owner_id": ("owner_id", (int, type(None))),
        "source": ("source", (str, type(None))),
        "description": ("description", (str, type(None))),
        "parents_uuid": ("parents_uuid", (list, type(None))),
    }
