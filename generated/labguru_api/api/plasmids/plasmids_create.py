"""POST /api/v1/plasmids"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.plasmid import Plasmid
    from ...models.plasmid_create import PlasmidCreate


def request(*, body: PlasmidCreate) -> Request:
    """Create a plasmid

    To have it read from a GenBank file, upload the file first and give its id as `gb_attachment_id`.
    """
    return Request("plasmids.create", "POST", "/api/v1/plasmids", json={"item": body.to_dict()})


def parse(data: Any) -> Plasmid:
    """The answer, typed."""
    result: Plasmid = view(data, models.Plasmid)
    return result


endpoint = Endpoint(request, parse, "plasmids.create")
