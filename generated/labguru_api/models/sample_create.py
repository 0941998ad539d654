from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class SampleCreate(Body):
    """SampleCreate"""

    container_type: str
    """Element."""
    container_id: int
    """Id of an element of type samples."""
    item_type: str
    """Class name of the item, such as Biocollections::CellLine."""
    item_id: int
    """Id of the item."""
    generic_collection_id: int | None | Unset = UNSET
    """Id of a custom collection; null for the built-in ones."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "container_type": ("container_type", (str,)),
        "container_id": ("container_id", (int,)),
        "item_type": ("item_type", (str,)),
        "item_id": ("item_id", (int,)),
        "generic_collection_id": ("generic_collection_id", (int, type(None))),
    }
