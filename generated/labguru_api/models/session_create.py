from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class SessionCreate(Body):
    """There is no wrapper."""

    login: str
    """An e-mail address."""
    password: str
    account_id: int | Unset = UNSET
    """The account to enter, for members of several; see the URL of its settings page."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "login": ("login", (str,)),
        "password": ("password", (str,)),
        "account_id": ("account_id", (int,)),
    }
