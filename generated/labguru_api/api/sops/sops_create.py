"""POST /api/v1/sops"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.sop import Sop
    from ...models.sop_create import SopCreate


def request(*, body: SopCreate) -> Request:
    """Create an SOP"""
    return Request("sops.create", "POST", "/api/v1/sops", json={"item": body.to_dict()})


def parse(data: Any) -> Sop:
    """The answer, typed."""
    result: Sop = view(data, models.Sop)
    return result


endpoint = Endpoint(request, parse, "sops.create")
