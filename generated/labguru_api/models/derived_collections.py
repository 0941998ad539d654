from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Record

if TYPE_CHECKING:
    pass


class DerivedCollections(Record):
    """Should an object come: its keys are not known, and all of them extra."""

    __slots__ = ()
