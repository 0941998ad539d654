from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    from ..models.element_create_v2 import ElementCreateV2


@_define(kw_only=True, repr=False)
class SectionCreateV2(Body):
    """SectionCreateV2"""

    title: str
    """Becomes the section's `name`."""
    elements: list[ElementCreateV2] | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {"title": ("title", (str,)), "elements": ("elements", (list,))}
