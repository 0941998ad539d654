from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class CustomCollection(Record):
    """No answer was ever seen."""

    __slots__ = ()

    id: Field[int] = Field("id")
    name: Field[str] = Field("name")
    """What `labguru.collection(name)` takes."""
    title: Field[str] = Field("title")
