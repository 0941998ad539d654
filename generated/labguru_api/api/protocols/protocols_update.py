"""PUT /api/v1/protocols/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.protocol import Protocol
    from ...models.protocol_update import ProtocolUpdate


def request(id: int, *, body: ProtocolUpdate) -> Request:
    """Update a protocol

    One version of the vendor's Python client sends `item` here as JSON in a text, in a form.
    """
    return Request(
        "protocols.update",
        "PUT",
        "/api/v1/protocols/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Protocol:
    """The answer, typed."""
    result: Protocol = view(data, models.Protocol)
    return result


endpoint = Endpoint(request, parse, "protocols.update")
