"""GET /api/v1/documents/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.document import Document


def request(id: int) -> Request:
    """Get a document"""
    return Request("documents.get", "GET", "/api/v1/documents/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Document:
    """The answer, typed."""
    result: Document = view(data, models.Document)
    return result


endpoint = Endpoint(request, parse, "documents.get")
