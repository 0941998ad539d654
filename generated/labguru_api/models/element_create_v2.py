from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class ElementCreateV2(Body):
    """ElementCreateV2"""

    element_type: str | Unset = UNSET
    """samples, equipment, code, compound, reaction, text, steps, excel or plate."""
    data: str | None | Unset = UNSET
    """HTML for a text; for most other types JSON as a text."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {"element_type": ("element_type", (str,)), "data": ("data", (str, type(None)))}
