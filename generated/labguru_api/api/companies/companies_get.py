"""GET /api/v1/companies/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.company import Company


def request(id: int) -> Request:
    """Get a company"""
    return Request("companies.get", "GET", "/api/v1/companies/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Company:
    """The answer, typed."""
    result: Company = view(data, models.Company)
    return result


endpoint = Endpoint(request, parse, "companies.get")
