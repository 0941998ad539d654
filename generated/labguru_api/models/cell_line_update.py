from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class CellLineUpdate(Body):
    """Custom columns are extra keys under their display names."""

    name: str | None | Unset = UNSET
    owner_id: int | None | Unset = UNSET
    """Id of a member."""
    organism: str | None | Unset = UNSET
    """Name of the organism that the cells are from."""
    tissue: str | None | Unset = UNSET
    """Name of the tissue that the cells are from."""
    medium_and_serum: str | None | Unset = UNSET
    """What the cells grow in."""
    source: str | None | Unset = UNSET
    """Where it is from."""
    description: str | None | Unset = UNSET
    parents_uuid: list[str] | None | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "owner_id": ("owner_id", (int, type(None))),
        "organism": ("organism", (str, type(None))),
        "tissue": ("tissue", (str, type(None))),
        "medium_and_serum": ("medium_and_serum", (str, type(None))),
        "source": ("source", (str, type(None))),
        "description": ("description", (str, type(None))),
        "parents_uuid": ("parents_uuid", (list, type(None))),
    }
