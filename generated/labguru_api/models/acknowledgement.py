from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class Acknowledgement(Record):
    """The answer of an action whose body nobody published. It may be the record acted upon, a message or nothing;
    rely on the status and fetch the record again."""

    __slots__ = ()

    id: Field[int] = Field("id")
    message: Field[str] = Field("message")
    type_: Field[str] = Field("type")
    status: Field[str | int] = Field("status")
