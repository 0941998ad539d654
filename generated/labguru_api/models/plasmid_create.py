from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class PlasmidCreate(Body):
    """Custom columns are extra keys under their display names."""

    title: str
    alternative_name: str | Unset = UNSET
    owner_id: int | Unset = UNSET
    """Id of a member; the caller by default."""
    length: int | Unset = UNSET
    """In base pairs."""
    usage: str | Unset = UNSET
    """What it is for."""
    host: str | Unset = UNSET
    """Name of the host organism."""
    resistance: str | Unset = UNSET
    """To antibiotics."""
    clone_number: str | Unset = UNSET
    source: str | Unset = UNSET
    """Where it is from."""
    sequence: str | Unset = UNSET
    """Its bases."""
    description: str | Unset = UNSET
    gb_attachment_id: int | Unset = UNSET
    """Id of an uploaded GenBank file to read the plasmid from. In the vendor's scripts only; one of them sends
    nothing else, not even a title."""
    parents_uuid: list[str] | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "title": ("title", (str,)),
        "alternative_name": ("alternative_name", (str,)),
        "owner_id": ("owner_id", (int,)),
        "length": ("length", (int,)),
        "usage": ("usage", (str,)),
        "host": ("host", (str,)),
        "resistance": ("resistance", (str,)),
        "clone_number": ("clone_number", (str,)),
        "source": ("source", (str,)),
        "sequence": ("sequence", (str,)),
        "description": ("description", (str,)),
        "gb_attachment_id": ("gb_attachment_id", (int,)),
        "parents_uuid": ("parents_uuid", (list,)),
    }
