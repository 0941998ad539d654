from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    from ..models.experiment_create_v2 import ExperimentCreateV2


@_define(kw_only=True, repr=False)
class ExperimentCreateV2Request(Body):
    """ExperimentCreateV2Request"""

    item: ExperimentCreateV2
    """Exactly one of `milestone_id` and `milestone_name` is required."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {"item": ("item", (Body, dict))}
