from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class LipidCreate(Body):
    """Custom columns are extra keys under their display names."""

    name: str
    owner_id: int | Unset = UNSET
    """Id of a member; the caller by default."""
    alternative_name: str | Unset = UNSET
    molecular_formula: str | Unset = UNSET
    molecular_weight: str | Unset = UNSET
    """A number as a text."""
    cas_number: str | int | Unset = UNSET
    """As a text it keeps its hyphens, such as 57-88-5."""
    stock_solution_prep: str | Unset = UNSET
    """Medium or solution of the stock."""
    solubility: str | Unset = UNSET
    conditions_for_use: str | Unset = UNSET
    conditions_for_storage: str | Unset = UNSET
    safety_information: str | Unset = UNSET
    impurities: str | Unset = UNSET
    source: str | Unset = UNSET
    """Where it is from."""
    description: str | Unset = UNSET
    parents_uuid: list[str] | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "owner_id": ("owner_id", (int,)),
        "alternative_name": ("alternative_name", (str,)),
        "molecular_formula": ("molecular_formula", (str,)),
        "molecular_weight": ("molecular_weight", (str,)),
        "cas_number": ("cas_number", (str, int)),
        "stock_solution_prep": ("stock_solution_prep", (str,)),
        "solubility": ("solubility", (str,)),
        "conditions_for_use": ("conditions_for_use", (str,)),
        "conditions_for_storage": ("conditions_for_storage", (str,)),
        "safety_information": ("safety_information", (str,)),
        "impurities": ("impurities", (str,)),
        "source": ("source", (str,)),
        "description": ("description", (str,)),
        "parents_uuid": ("parents_uuid", (list,)),
    }
