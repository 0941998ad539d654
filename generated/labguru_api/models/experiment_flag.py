from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class ExperimentFlag(Record):
    """ExperimentFlag"""

    __slots__ = ()

    id: Field[int] = Field("id")
    title: Field[str] = Field("title")
    description: Field[str] = Field("description")
    color: Field[str] = Field("color")
    icon: Field[str] = Field("icon")
    active: Field[bool] = Field("active")
    default: Field[bool] = Field("default")
