"""POST /api/v1/comments"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.comment import Comment
    from ...models.comment_create import CommentCreate


def request(*, body: CommentCreate) -> Request:
    """Comment on a record"""
    return Request("comments.create", "POST", "/api/v1/comments", json={"item": body.to_dict()})


def parse(data: Any) -> Comment:
    """The answer, typed."""
    result: Comment = view(data, models.Comment)
    return result


endpoint = Endpoint(request, parse, "comments.create")
