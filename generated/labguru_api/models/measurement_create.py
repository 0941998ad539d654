from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    from ..models.measurement_value_create import MeasurementValueCreate


@_define(kw_only=True, repr=False)
class MeasurementCreate(Body):
    """Only the value is inside `item`; name and experiment stand beside it. (The vendor's page requires all three in
    `item`, but defines two of them one level up, as its Python client sends them.)"""

    input_name: str
    """Name of the input in the form."""
    experiment_id: int
    item: MeasurementValueCreate
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "input_name": ("input_name", (str,)),
        "experiment_id": ("experiment_id", (int,)),
        "item": ("item", (Body, dict)),
    }
