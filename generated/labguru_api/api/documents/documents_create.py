"""POST /api/v1/documents"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.document import Document
    from ...models.document_create import DocumentCreate


def request(*, body: DocumentCreate) -> Request:
    """Create a document

    Sections are added with `sections.create`, with the container type Knowledgebase::AbstractDocument.
    """
    return Request("documents.create", "POST", "/api/v1/documents", json={"item": body.to_dict()})


def parse(data: Any) -> Document:
    """The answer, typed."""
    result: Document = view(data, models.Document)
    return result


endpoint = Endpoint(request, parse, "documents.create")
