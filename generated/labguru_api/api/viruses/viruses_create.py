"""POST /api/v1/viruses"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.virus import Virus
    from ...models.virus_create import VirusCreate


def request(*, body: VirusCreate) -> Request:
    """Create a virus"""
    return Request("viruses.create", "POST", "/api/v1/viruses", json={"item": body.to_dict()})


def parse(data: Any) -> Virus:
    """The answer, typed."""
    result: Virus = view(data, models.Virus)
    return result


endpoint = Endpoint(request, parse, "viruses.create")
