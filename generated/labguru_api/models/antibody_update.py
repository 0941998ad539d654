from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class AntibodyUpdate(Body):
    """Custom columns are extra keys under their display names."""

    title: str | None | Unset = UNSET
    owner_id: int | None | Unset = UNSET
    """Id of a member."""
    alternative_name: str | None | Unset = UNSET
    antigene: str | None | Unset = UNSET
    """The antigen; it is spelled so on the wire."""
    tags_fluorophores: str | None | Unset = UNSET
    clone_field: str | None | Unset = UNSET
    """The clone that it derives from."""
    isotype: str | None | Unset = UNSET
    """Such as IgG or IgM."""
    preparation_date: str | None | Unset = UNSET
    """YYYY-MM-DD."""
    source: str | None | Unset = UNSET
    """Where it is from."""
    immune: int | None | Unset = UNSET
    """1 for monoclonal, 0 for polyclonal, nothing for neither."""
    organism_id: int | None | Unset = UNSET
    """Id of the organism that it was raised in; 5 for mouse and 6 for chicken are documented."""
    reacts_with: str | None | Unset = UNSET
    """Name of an organism, such as Mouse."""
    description: str | None | Unset = UNSET
    parents_uuid: list[str] | None | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "title": ("title", (str, type(None))),
        "owner_id": ("owner_id", (int, type(None))),
        "alternative_name": ("alternative_name", (str, type(None))),
        "antigene": ("antigene", (str, type(None))),
        "tags_fluorophores": ("tags_fluorophores", (str, type(None))),
        "clone_field": ("clone_field", (str, type(None))),
        "isotype": ("isotype", (str, type(None))),
        "preparation_date": ("preparation_date", (str, type(None))),
        "source": ("source", (str, type(None))),
        "immune": ("immune", (int, type(None))),
        "organism_id": ("organism_id", (int, type(None))),
        "reacts_with": ("reacts_with", (str, type(None))),
        "description": ("description", (str, type(None))),
        "parents_uuid": ("parents_uuid", (list, type(None))),
    }
