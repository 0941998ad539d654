"""DELETE /api/v1/tags"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement
    from ...models.tag_removal_create import TagRemovalCreate


def request(*, body: TagRemovalCreate) -> Request:
    """Take tags off a record

    The tags themselves stay; `tags.delete` deletes one. The facts go in the body of the DELETE. The documented
    status is 201.
    """
    return Request("tags.remove", "DELETE", "/api/v1/tags", json={"item": body.to_dict()})


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "tags.remove")
