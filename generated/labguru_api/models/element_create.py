from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class ElementCreate(Body):
    """ElementCreate"""

    container_id: int
    """Id of the section."""
    container_type: str
    """ExperimentProcedure."""
    element_type: str
    """samples, equipment, code, compound, reaction, text, steps, excel or plate are documented; form and attachments
    work too."""
    data: str | None
    """HTML for a text; for most other types JSON as a text; null or empty for none."""
    name: str | Unset = UNSET
    """A default name if missing."""
    rows: int | Unset = UNSET
    """Of a plate, and required there. Sizes (cols x rows): 3x2, 4x3, 6x4, 8x6, 12x6, 12x8, 24x16."""
    cols: int | Unset = UNSET
    """Of a plate, and required there."""
    description: str | Unset = UNSET
    """Of a form: its definition, as JSON in a text (live)."""
    settings: Any | Unset = UNSET
    """Of a form: an object, or JSON in a text (live)."""
    readonly: bool | Unset = UNSET
    """In scripts only."""
    field_name: str | Unset = UNSET
    """In scripts only."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "container_id": ("container_id", (int,)),
        "container_type": ("container_type", (str,)),
        "element_type": ("element_type", (str,)),
        "data": ("data", (str, type(None))),
        "name": ("name", (str,)),
        "rows": ("rows", (int,)),
        "cols": ("cols", (int,)),
        "description": ("description", (str,)),
        "settings": ("settings", (object,)),
        "readonly": ("readonly", (bool,)),
        "field_name": ("field_name", (str,)),
    }
