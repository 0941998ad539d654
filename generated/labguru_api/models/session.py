from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class Session(Record):
    """The first four keys were recorded in 2018; the others came until 2022 and are known by name only."""

    __slots__ = ()

    token: Field[str] = Field("token")
    """40 hexadecimal characters, or "-1" for a wrong login. Reported to last a month."""
    url: Field[str] = Field("url")
    """The account's own host, with a slash at the end."""
    admin: Field[bool] = Field("admin")
    orders: Field[bool] = Field("orders")
    account_id: Field[int] = Field("account_id")
    account_name: Field[str] = Field("account_name")
    environment: Field[str] = Field("environment")
