from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class TagCreate(Body):
    """TagCreate"""

    tag: str
    """The label."""
    class_name: str
    """Class name of the record, such as Projects::Experiment."""
    item_id: int | str
    """Id of the record; documented as a text here, as an integer in `tags.remove`."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "tag": ("tag", (str,)),
        "class_name": ("class_name", (str,)),
        "item_id": ("item_id", (int, str)),
    }
