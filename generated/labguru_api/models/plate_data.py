from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class PlateData(Record):
    """PlateData"""

    __slots__ = ()

    data: Field[Any] = Field("data")
    """The content of a plate element, as an object: `wells`, `samples` and so on."""
