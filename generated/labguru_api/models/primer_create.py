from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class PrimerCreate(Body):
    """Custom columns are extra keys under their display names."""

    title: str
    alternative_name: str | Unset = UNSET
    owner_id: int | Unset = UNSET
    """Id of a member; the caller by default."""
    sequence: str | Unset = UNSET
    """Its bases."""
    tag: str | Unset = UNSET
    """A label of its own; `tags` are something else."""
    gene_id: int | None | Unset = UNSET
    """Id of a gene."""
    tm: str | float | Unset = UNSET
    """Melting temperature. The vendor calls it a text and gives a number as the example."""
    orientation: str | int | None | Unset = UNSET
    """1 for forward, 0 for reverse, as a text; null where there is none."""
    target_position: str | Unset = UNSET
    """Where it binds."""
    fragment_size: str | Unset = UNSET
    """Of the fragment that it amplifies."""
    organism: str | Unset = UNSET
    """Name of an organism, such as Mouse."""
    used_for: str | Unset = UNSET
    """Such as PCR, RT or SDM."""
    restriction_site: str | Unset = UNSET
    source: str | Unset = UNSET
    """Where it is from."""
    description: str | Unset = UNSET
    parents_uuid: list[str] | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "title": ("title", (str,)),
        "alternative_name": ("alternative_name", (str,)),
        "owner_id": ("owner_id", (int,)),
        "sequence": ("sequence", (str,)),
        "tag": ("tag", (str,)),
        "gene_id": ("gene_id", (int, type(None))),
        "tm": ("tm", (str, int, float)),
        "orientation": ("orientation", (str, int, type(None))),
        "target_position": ("target_position", (str,)),
        "fragment_size": ("fragment_size", (str,)),
        "organism": ("organism", (str,)),
        "used_for": ("used_for", (str,)),
        "restriction_site": ("restriction_site", (str,)),
        "source": ("source", (str,)),
        "description": ("description", (str,)),
        "parents_uuid": ("parents_uuid", (list,)),
    }
