"""GET /api/v1/comments/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.comment import Comment


def request(id: int) -> Request:
    """Get a comment"""
    return Request("comments.get", "GET", "/api/v1/comments/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Comment:
    """The answer, typed."""
    result: Comment = view(data, models.Comment)
    return result


endpoint = Endpoint(request, parse, "comments.get")
