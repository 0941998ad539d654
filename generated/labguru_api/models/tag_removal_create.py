from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class TagRemovalCreate(Body):
    """TagRemovalCreate"""

    class_name: str
    """Class name of the record, such as Projects::Experiment."""
    item_id: int | str
    """Id of the record."""
    tag: str
    """The label; several with commas, such as draft,wip."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "class_name": ("class_name", (str,)),
        "item_id": ("item_id", (int, str)),
        "tag": ("tag", (str,)),
    }
