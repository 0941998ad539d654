"""POST /api/v1/proteins"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.protein import Protein
    from ...models.protein_create import ProteinCreate


def request(*, body: ProteinCreate) -> Request:
    """Create a protein"""
    return Request("proteins.create", "POST", "/api/v1/proteins", json={"item": body.to_dict()})


def parse(data: Any) -> Protein:
    """The answer, typed."""
    result: Protein = view(data, models.Protein)
    return result


endpoint = Endpoint(request, parse, "proteins.create")
