from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class ElementUpdate(Body):
    """There is no wrapper. Give `data`, or `form_json` for a form."""

    data: str | None | Unset = UNSET
    """The new content: HTML, or JSON as a text."""
    form_json: Any | Unset = UNSET
    """Values of a form, by the names of its fields: JSON as a text, in one example an object."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {"data": ("data", (str, type(None))), "form_json": ("form_json", (object,))}
