from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class SectionCopy(Record):
    """What copying sections answers, for experiments and reports alike."""

    __slots__ = ()

    ids: Field[list[int]] = Field("ids")
    """Ids of the new sections."""
