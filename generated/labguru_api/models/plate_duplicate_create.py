from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class PlateDuplicateCreate(Body):
    """There is no wrapper."""

    names: list[str]
    """Names of the copies."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {"names": ("names", (list,))}
