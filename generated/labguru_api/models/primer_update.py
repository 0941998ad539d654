from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class PrimerUpdate(Body):
    """Custom columns are extra keys under their display names."""

    title: str | None | Unset = UNSET
    alternative_name: str | None | Unset = UNSET
    owner_id: int | None | Unset = UNSET
    """Id of a member."""
    sequence: str | None | Unset = UNSET
    """Its bases."""
    tag: str | None | Unset = UNSET
    """A label of its own; `tags` are something else."""
    gene_id: int | None | Unset = UNSET
    """Id of a gene."""
    tm: str | float | None | Unset = UNSET
    """Melting temperature. The vendor calls it a text and gives a number as the example."""
    orientation: str | int | None | Unset = UNSET
    """1 for forward, 0 for reverse, as a text; null where there is none."""
    target_position: str | None | Unset = UNSET
    """Where it binds."""
    fragment_size: str | None | Unset = UNSET
    """Of the fragment that it amplifies."""
    organism: str | None | Unset = UNSET
    """Name of an organism, such as Mouse."""
    used_for: str | None | Unset = UNSET
    """Such as PCR, RT or SDM."""
    restriction_site: str | None | Unset = UNSET
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
        "owner_id": ("owner_id", (int, type(None))),
        "sequence": ("sequence", (str, type(None))),
        "tag": ("tag", (str, type(None))),
        "gene_id": ("gene_id", (int, type(None))),
        "tm": ("tm", (str, int, float, type(None))),
        "orientation": ("orientation", (str, int, type(None))),
        "target_position": ("target_position", (str, type(None))),
        "fragment_size": ("fragment_size", (str, type(None))),
        "organism": ("organism", (str, type(None))),
        "used_for": ("used_for", (str, type(None))),
        "restriction_site": ("restriction_site", (str, type(None))),
        "source": ("source", (str, type(None))),
        "description": ("description", (str, type(None))),
        "parents_uuid": ("parents_uuid", (list, type(None))),
    }
