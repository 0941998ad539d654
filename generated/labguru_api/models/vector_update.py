from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class VectorUpdate(Body):
    """There is no wrapper."""

    dataset_id: int | None | Unset = UNSET
    """Id of the dataset."""
    vector_data: Any | Unset = UNSET
    """An object from the column headers of the dataset to values, or the same as JSON in a text: the vendor says
    text and shows an object."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {"dataset_id": ("dataset_id", (int, type(None))), "vector_data": ("vector_data", (object,))}
