"""POST /api/v1/protocols"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.protocol import Protocol
    from ...models.protocol_create import ProtocolCreate


def request(*, body: ProtocolCreate) -> Request:
    """Create a protocol

    Three shapes were seen, none of them running: `item` as a text that holds JSON (the vendor's page; one version
    of its Python client, as a form), the fields without a wrapper (its .NET example), and an object in `item`
    (another version of that client). The last, the custom of the other families, is described here: look at what
    comes back.
    """
    return Request("protocols.create", "POST", "/api/v1/protocols", json={"item": body.to_dict()})


def parse(data: Any) -> Protocol:
    """The answer, typed."""
    result: Protocol = view(data, models.Protocol)
    return result


endpoint = Endpoint(request, parse, "protocols.create")
