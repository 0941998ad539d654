from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class SequenceCreate(Body):
    """Custom columns are extra keys under their display names."""

    title: str
    seq: str
    """The bases or amino acids."""
    owner_id: int | Unset = UNSET
    """Id of a member; the caller by default."""
    kind: int | Unset = UNSET
    """1 DNA, 2 cDNA, 3 RNA, 4 probe, 5 protein."""
    accsesion: str | Unset = UNSET
    """The accession number; it is spelled so on the wire."""
    organism: str | Unset = UNSET
    """Name of the organism that it is from."""
    description: str | Unset = UNSET
    parents_uuid: list[str] | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "title": ("title", (str,)),
        "seq": ("seq", (str,)),
        "owner_id": ("owner_id", (int,)),
        "kind": ("kind", (int,)),
        "accsesion": ("accsesion", (str,)),
        "organism": ("organism", (str,)),
        "description": ("description", (str,)),
        "parents_uuid": ("parents_uuid", (list,)),
    }
