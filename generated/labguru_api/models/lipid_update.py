from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class LipidUpdate(Body):
    """Custom columns are extra keys under their display names."""

    name: str | None | Unset = UNSET
    owner_id: int | None | Unset = UNSET
    """Id of a member."""
    alternative_name: str | None | Unset = UNSET
    molecular_formula: str | None | Unset = UNSET
    molecular_weight: str | None | Unset = UNSET
    """A number as a text."""
    cas_number: str | int | None | Unset = UNSET
    """As a text it keeps its hyphens, such as 57-88-5."""
    stock_solution_prep: str | None | Unset = UNSET
    """Medium or solution of the stock."""
    solubility: str | None | Unset = UNSET
    conditions_for_use: str | None | Unset = UNSET
    conditions_for_storage: str | None | Unset = UNSET
    safety_information: str | None | Unset = UNSET
    impurities: str | None | Unset = UNSET
    source: str | None | Unset = UNSET
    """Where it is from."""
    description: str | None | Unset = UNSET
    parents_uuid: list[str] | None | Unset = UNSET
    """Uuids of the items this one derives from (documented apart, for any collection)."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "owner_id": ("owner_id", (int, type(None))),
        "alternative_name": ("alternative_name", (str, type(None))),
        "molecular_formula": ("molecular_formula", (str, type(None))),
        "molecular_weight": ("molecular_weight", (str, type(None))),
        "cas_number": ("cas_number", (str, int, type(None))),
        "stock_solution_prep": ("stock_solution_prep", (str, type(None))),
        "solubility": ("solubility", (str, type(None))),
        "conditions_for_use": ("conditions_for_use", (str, type(None))),
        "conditions_for_storage": ("conditions_for_storage", (str, type(None))),
        "safety_information": ("safety_information", (str, type(None))),
        "impurities": ("impurities", (str, type(None))),
        "source": ("source", (str, type(None))),
        "description": ("description", (str, type(None))),
        "parents_uuid": ("parents_uuid", (list, type(None))),
    }
