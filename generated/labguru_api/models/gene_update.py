from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class GeneUpdate(Body):
    """Custom columns are extra keys under their display names."""

    title: str | None | Unset = UNSET
    alternative_name: str | None | Unset = UNSET
    expression_location: str | None | Unset = UNSET
    """Where it is expressed."""
    pathway: str | None | Unset = UNSET
    sequence: str | None | Unset = UNSET
    """Its bases."""
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
        "title": ("title", (str, type(None))),
        "alternative_name": ("alternative_name", (str, type(None))),
        "expression_location": ("expression_location", (str, type(None))),
        "pathway": ("pathway", (str, type(None))),
        "sequence": ("sequence", (str, type(None))),
        "owner_id": ("owner_id", (int, type(None))),
        "source": ("source", (str, type(None))),
        "description": ("description", (str, type(None))),
        "parents_uuid": ("parents_uuid", (list, type(None))),
    }
