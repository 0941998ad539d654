from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class CompanyCreate(Body):
    """CompanyCreate"""

    name: str
    address: str | Unset = UNSET
    web: str | Unset = UNSET
    """Address of a web page."""
    contact: str | Unset = UNSET
    email: str | Unset = UNSET
    fax: str | Unset = UNSET
    description: str | Unset = UNSET
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "address": ("address", (str,)),
        "web": ("web", (str,)),
        "contact": ("contact", (str,)),
        "email": ("email", (str,)),
        "fax": ("fax", (str,)),
        "description": ("description", (str,)),
    }
