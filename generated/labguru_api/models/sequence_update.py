from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class SequenceUpdate(Body):
    """Custom columns are extra keys under their display names."""

    title: str | None | Unset = UNSET
    owner_id: int | None | Unset = UNSET
    """Id of a member."""
    seq: str | None | Unset = UNSET
    """The bases or amino acids."""
    kind: int | None | Unset = UNSET
    """1 DNA, 2 cDNA, 3 RNA, 4 probe, 5 protein."""
    accsesion: str | None | Unset = UNSET
    """The accession number; it is spelled so on the wire."""
    organism: str | None | Unset = UNSET
    """Name of the organism that it is from."""
    description: str | None | Unset = UNSET
    parents_uuid: list[str] | None | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "title": ("title", (str, type(None))),
        "owner_id": ("owner_id", (int, type(None))),
        "seq": ("seq", (str, type(None))),
        "kind": ("kind", (int, type(None))),
        "accsesion": ("accsesion", (str, type(None))),
        "organism": ("organism", (str, type(None))),
        "description": ("description", (str, type(None))),
        "parents_uuid": ("parents_uuid", (list, type(None))),
    }
