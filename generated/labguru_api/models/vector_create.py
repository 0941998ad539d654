from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class VectorCreate(Body):
    """There is no wrapper."""

    dataset_id: int
    """Id of the dataset."""
    vector_data: Any
    """An object from the column headers of the dataset to values, or the same as JSON in a text: the vendor says
    text and shows an object."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {"dataset_id": ("dataset_id", (int,)), "vector_data": ("vector_data", (object,))}
