"""POST /api/v1/antibodies"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.antibody import Antibody
    from ...models.antibody_create import AntibodyCreate


def request(*, body: AntibodyCreate) -> Request:
    """Create an antibody"""
    return Request("antibodies.create", "POST", "/api/v1/antibodies", json={"item": body.to_dict()})


def parse(data: Any) -> Antibody:
    """The answer, typed."""
    result: Antibody = view(data, models.Antibody)
    return result


endpoint = Endpoint(request, parse, "antibodies.create")
