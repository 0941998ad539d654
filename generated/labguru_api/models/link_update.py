from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class LinkUpdate(Body):
    """LinkUpdate"""

    source_id: int | None | Unset = UNSET
    source_type: str | None | Unset = UNSET
    """Class name of the source, such as Biocollections::Plasmid."""
    target_id: int | None | Unset = UNSET
    target_type: str | None | Unset = UNSET
    """Class name of the target."""
    source_uuid: str | None | Unset = UNSET
    target_uuid: str | None | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "source_id": ("source_id", (int, type(None))),
        "source_type": ("source_type", (str, type(None))),
        "target_id": ("target_id", (int, type(None))),
        "target_type": ("target_type", (str, type(None))),
        "source_uuid": ("source_uuid", (str, type(None))),
        "target_uuid": ("target_uuid", (str, type(None))),
    }
