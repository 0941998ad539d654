"""PUT /api/v1/elements/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.element import Element
    from ...models.element_update import ElementUpdate


def request(id: int, *, body: ElementUpdate) -> Request:
    """Replace the content of an element

    The whole content is replaced, never merged. Four shapes of the body are in use: `{data}` (documented, and in
    the vendor's examples), `{form_json}` (documented, for forms), `{element: {...}}` (live) and `{item: {...}}`
    (vendor, old). The first two are described here; for the others write the wrapper as an extra key. One
    customer had to set a samples element to null before writing it anew.
    """
    return Request(
        "elements.update", "PUT", "/api/v1/elements/{id}".format(id=segment("id", id, (int,))), json=body.to_dict()
    )


def parse(data: Any) -> Element:
    """The answer, typed."""
    result: Element = view(data, models.Element)
    return result


endpoint = Endpoint(request, parse, "elements.update")
