from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class CommentCreate(Body):
    """CommentCreate"""

    comment: str
    """The text."""
    commentable_id: int
    """Id of the record commented on."""
    commentable_type: str
    """Class name of that record, such as Biocollections::Plasmid."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "comment": ("comment", (str,)),
        "commentable_id": ("commentable_id", (int,)),
        "commentable_type": ("commentable_type", (str,)),
    }
