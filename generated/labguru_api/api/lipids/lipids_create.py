"""POST /api/v1/lipids"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.lipid import Lipid
    from ...models.lipid_create import LipidCreate


def request(*, body: LipidCreate) -> Request:
    """Create a lipid"""
    return Request("lipids.create", "POST", "/api/v1/lipids", json={"item": body.to_dict()})


def parse(data: Any) -> Lipid:
    """The answer, typed."""
    result: Lipid = view(data, models.Lipid)
    return result


endpoint = Endpoint(request, parse, "lipids.create")
