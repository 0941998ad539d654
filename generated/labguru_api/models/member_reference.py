from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class MemberReference(Record):
    """Somebody of the account, as other records name them. Some records leave out `id` or `url`."""

    __slots__ = ()

    id: Field[int] = Field("id")
    name: Field[str] = Field("name")
    url: Field[str] = Field("url")
    """Path in the UI."""
    admin: Field[bool] = Field("admin")
    """Seen in 2018 only."""
    former: Field[bool] = Field("former")
    """Seen in 2018 only."""
