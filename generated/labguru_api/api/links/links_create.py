"""POST /api/v1/links"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.link import Link
    from ...models.link_create import LinkCreate


def request(*, body: LinkCreate) -> Request:
    """Link two records

    Name source and target either by their uuids or by their ids and class names: the vendor's page calls all six
    required, yet its scripts send one half (link.rb the uuids, lib/labguru.rb the rest). Bad input is a 500.
    """
    return Request("links.create", "POST", "/api/v1/links", json={"item": body.to_dict()})


def parse(data: Any) -> Link:
    """The answer, typed."""
    result: Link = view(data, models.Link)
    return result


endpoint = Endpoint(request, parse, "links.create")
