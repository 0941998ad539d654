from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class MaterialCreate(Body):
    """Either `company_id` (bought) or `produce_by` (home-made) is documented as required."""

    name: str
    company_id: int | Unset = UNSET
    """Id of the company, where it is bought."""
    produce_by: str | Unset = UNSET
    """Who makes it, where it is not bought."""
    description: str | Unset = UNSET
    cas_number: str | int | Unset = UNSET
    """Such as 64-17-5; documented as an integer, which such numbers are not."""
    mw: str | Unset = UNSET
    """Presumably the molecular weight."""
    web: str | Unset = UNSET
    """Address of a web page."""
    materialtype_id: int | Unset = UNSET
    units: str | Unset = UNSET
    price: float | Unset = UNSET
    currency: int | Unset = UNSET
    """0 shekel, 1 dollar, 2 euro, 3 pound, 4 Norwegian krone."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "company_id": ("company_id", (int,)),
        "produce_by": ("produce_by", (str,)),
        "description": ("description", (str,)),
        "cas_number": ("cas_number", (str, int)),
        "mw": ("mw", (str,)),
        "web": ("web", (str,)),
        "materialtype_id": ("materialtype_id", (int,)),
        "units": ("units", (str,)),
        "price": ("price", (int, float)),
        "currency": ("currency", (int,)),
    }
