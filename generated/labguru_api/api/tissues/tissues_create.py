"""POST /api/v1/tissues"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.tissue import Tissue
    from ...models.tissue_create import TissueCreate


def request(*, body: TissueCreate) -> Request:
    """Create a tissue"""
    return Request("tissues.create", "POST", "/api/v1/tissues", json={"item": body.to_dict()})


def parse(data: Any) -> Tissue:
    """The answer, typed."""
    result: Tissue = view(data, models.Tissue)
    return result


endpoint = Endpoint(request, parse, "tissues.create")
