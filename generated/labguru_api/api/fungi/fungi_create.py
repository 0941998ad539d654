"""POST /api/v1/fungi"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.fungus import Fungus
    from ...models.fungus_create import FungusCreate


def request(*, body: FungusCreate) -> Request:
    """Create a fungus"""
    return Request("fungi.create", "POST", "/api/v1/fungi", json={"item": body.to_dict()})


def parse(data: Any) -> Fungus:
    """The answer, typed."""
    result: Fungus = view(data, models.Fungus)
    return result


endpoint = Endpoint(request, parse, "fungi.create")
