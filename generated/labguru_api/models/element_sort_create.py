from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class ElementSortCreate(Body):
    """There is no wrapper."""

    container_id: int
    """Id of the experiment (live); the vendor's text says of the section."""
    container_type: str
    """Projects::Experiment."""
    list_: list[int]
    """Ids of the elements, in the order wanted."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "container_id": ("container_id", (int,)),
        "container_type": ("container_type", (str,)),
        "list_": ("list", (list,)),
    }
