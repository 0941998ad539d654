from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Record

if TYPE_CHECKING:
    pass


class RelatedItems(Record):
    """Should an object come: most likely from names of collections to lists of items, all of them extra keys."""

    __slots__ = ()
