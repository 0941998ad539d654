"""POST /api/v1/tags"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.tag import Tag
    from ...models.tag_create import TagCreate


def request(*, body: TagCreate) -> Request:
    """Put a tag on a record"""
    return Request("tags.create", "POST", "/api/v1/tags", json={"item": body.to_dict()})


def parse(data: Any) -> Tag:
    """The answer, typed."""
    result: Tag = view(data, models.Tag)
    return result


endpoint = Endpoint(request, parse, "tags.create")
