from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class ProtocolCreate(Body):
    """The vendor's example adds `experiment_procedures` and `elements`, both empty; what may stand in them is not
    known."""

    name: str
    description: str | Unset = UNSET
    """In the vendor's example only."""
    experiment_procedures: list[Any] | Unset = UNSET
    """Sections; empty in the example."""
    elements: list[Any] | Unset = UNSET
    """Empty in the example."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "description": ("description", (str,)),
        "experiment_procedures": ("experiment_procedures", (list,)),
        "elements": ("elements", (list,)),
    }
