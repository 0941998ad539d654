"""PUT /api/v1/genes/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.gene import Gene
    from ...models.gene_update import GeneUpdate


def request(id: int, *, body: GeneUpdate) -> Request:
    """Update a gene"""
    return Request(
        "genes.update", "PUT", "/api/v1/genes/{id}".format(id=segment("id", id, (int,))), json={"item": body.to_dict()}
    )


def parse(data: Any) -> Gene:
    """The answer, typed."""
    result: Gene = view(data, models.Gene)
    return result


endpoint = Endpoint(request, parse, "genes.update")
