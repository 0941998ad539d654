"""POST /api/v1/genes"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.gene import Gene
    from ...models.gene_create import GeneCreate


def request(*, body: GeneCreate) -> Request:
    """Create a gene"""
    return Request("genes.create", "POST", "/api/v1/genes", json={"item": body.to_dict()})


def parse(data: Any) -> Gene:
    """The answer, typed."""
    result: Gene = view(data, models.Gene)
    return result


endpoint = Endpoint(request, parse, "genes.create")
