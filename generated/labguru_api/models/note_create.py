from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class NoteCreate(Body):
    """NoteCreate"""

    title: str
    project_id: int
    """Id of the project."""
    body: str | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {"title": ("title", (str,)), "project_id": ("project_id", (int,)), "body": ("body", (str,))}
