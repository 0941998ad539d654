from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class CompanyUpdate(Body):
    """CompanyUpdate"""

    name: str | None | Unset = UNSET
    address: str | None | Unset = UNSET
    web: str | None | Unset = UNSET
    """Address of a web page."""
    contact: str | None | Unset = UNSET
    email: str | None | Unset = UNSET
    fax: str | None | Unset = UNSET
    description: str | None | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "address": ("address", (str, type(None))),
        "web": ("web", (str, type(None))),
        "contact": ("contact", (str, type(None))),
        "email": ("email", (str, type(None))),
        "fax": ("fax", (str, type(None))),
        "description": ("description", (str, type(None))),
    }
