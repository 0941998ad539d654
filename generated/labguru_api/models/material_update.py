from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class MaterialUpdate(Body):
    """MaterialUpdate"""

    name: str | None | Unset = UNSET
    company_id: int | None | Unset = UNSET
    """Id of the company, where it is bought."""
    produce_by: str | None | Unset = UNSET
    """Who makes it, where it is not bought."""
    description: str | None | Unset = UNSET
    cas_number: str | int | None | Unset = UNSET
    """Such as 64-17-5; documented as an integer, which such numbers are not."""
    mw: str | None | Unset = UNSET
    """Presumably the molecular weight."""
    web: str | None | Unset = UNSET
    """Address of a web page."""
    materialtype_id: int | None | Unset = UNSET
    units: str | None | Unset = UNSET
    price: float | None | Unset = UNSET
    currency: int | None | Unset = UNSET
    """0 shekel, 1 dollar, 2 euro, 3 pound, 4 Norwegian krone."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "company_id": ("company_id", (int, type(None))),
        "produce_by": ("produce_by", (str, type(None))),
        "description": ("description", (str, type(None))),
        "cas_number": ("cas_number", (str, int, type(None))),
        "mw": ("mw", (str, type(None))),
        "web": ("web", (str, type(None))),
        "materialtype_id": ("materialtype_id", (int, type(None))),
        "units": ("units", (str, type(None))),
        "price": ("price", (int, float, type(None))),
        "currency": ("currency", (int, type(None))),
    }
