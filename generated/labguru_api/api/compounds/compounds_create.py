"""POST /api/v1/compounds"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.compound import Compound
    from ...models.compound_create import CompoundCreate


def request(*, body: CompoundCreate) -> Request:
    """Create a compound"""
    return Request("compounds.create", "POST", "/api/v1/compounds", json={"item": body.to_dict()})


def parse(data: Any) -> Compound:
    """The answer, typed."""
    result: Compound = view(data, models.Compound)
    return result


endpoint = Endpoint(request, parse, "compounds.create")
