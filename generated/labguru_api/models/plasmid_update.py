from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class PlasmidUpdate(Body):
    """Custom columns are extra keys under their display names."""

    title: str | None | Unset = UNSET
    alternative_name: str | None | Unset = UNSET
    owner_id: int | None | Unset = UNSET
    """Id of a member."""
    length: int | None | Unset = UNSET
    """In base pairs."""
    usage: str | None | Unset = UNSET
    """What it is for."""
    host: str | None | Unset = UNSET
    """Name of the host organism."""
    resistance: str | None | Unset = UNSET
    """To antibiotics."""
    clone_number: str | None | Unset = UNSET
    source: str | None | Unset = UNSET
    """Where it is from."""
    sequence: str | None | Unset = UNSET
    """Its bases."""
    description: str | None | Unset = UNSET
    parents_uuid: list[str] | None | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "title": ("title", (str, type(None))),
        "alternative_name": ("alternative_name", (str, type(None))),
        "owner_id": ("owner_id", (int, type(None))),
        "length": ("length", (int, type(None))),
        "usage": ("usage", (str, type(None))),
        "host": ("host", (str, type(None))),
        "resistance": ("resistance", (str, type(None))),
        "clone_number": ("clone_number", (str, type(None))),
        "source": ("source", (str, type(None))),
        "sequence": ("sequence", (str, type(None))),
        "description": ("description", (str, type(None))),
        "parents_uuid": ("parents_uuid", (list, type(None))),
    }
