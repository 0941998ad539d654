"""POST /api/v1/companies"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.company import Company
    from ...models.company_create import CompanyCreate


def request(*, body: CompanyCreate) -> Request:
    """Add a company"""
    return Request("companies.create", "POST", "/api/v1/companies", json={"item": body.to_dict()})


def parse(data: Any) -> Company:
    """The answer, typed."""
    result: Company = view(data, models.Company)
    return result


endpoint = Endpoint(request, parse, "companies.create")
