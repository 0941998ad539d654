"""PUT /api/v1/documents/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.document import Document
    from ...models.document_update import DocumentUpdate


def request(id: int, *, body: DocumentUpdate) -> Request:
    """Update a document"""
    return Request(
        "documents.update",
        "PUT",
        "/api/v1/documents/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Document:
    """The answer, typed."""
    result: Document = view(data, models.Document)
    return result


endpoint = Endpoint(request, parse, "documents.update")
