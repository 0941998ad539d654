from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class AntibodyCreate(Body):
    """Custom columns are extra keys under their display names."""

    title: str
    owner_id: int | Unset = UNSET
    """Id of a member; the caller by default."""
    alternative_name: str | Unset = UNSET
    antigene: str | Unset = UNSET
    """The antigen; it is spelled so on the wire."""
    tags_fluorophores: str | Unset = UNSET
    clone_field: str | Unset = UNSET
    """The clone that it derives from."""
    isotype: str | Unset = UNSET
    """Such as IgG or IgM."""
    preparation_date: str | Unset = UNSET
    """YYYY-MM-DD."""
    source: str | Unset = UNSET
    """Where it is from."""
    immune: int | Unset = UNSET
    """1 for monoclonal, 0 for polyclonal, nothing for neither."""
    organism_id: int | Unset = UNSET
    """Id of the organism that it was raised in; 5 for mouse and 6 for chicken are documented."""
    reacts_with: str | Unset = UNSET
    """Name of an organism, such as Mouse."""
    description: str | Unset = UNSET
    parents_uuid: list[str] | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "title": ("title", (str,)),
        "owner_id": ("owner_id", (int,)),
        "alternative_name": ("alternative_name", (str,)),
        "antigene": ("antigene", (str,)),
        "tags_fluorophores": ("tags_fluorophores", (str,)),
        "clone_field": ("clone_field", (str,)),
        "isotype": ("isotype", (str,)),
        "preparation_date": ("preparation_date", (str,)),
        "source": ("source", (str,)),
        "immune": ("immune", (int,)),
        "organism_id": ("organism_id", (int,)),
        "reacts_with": ("reacts_with", (str,)),
        "description": ("description", (str,)),
        "parents_uuid": ("parents_uuid", (list,)),
    }
