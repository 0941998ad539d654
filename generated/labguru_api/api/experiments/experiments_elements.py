"""GET /api/v1/experiments/{id}/elements"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, optional, segment, view

if TYPE_CHECKING:
    from ...models.element import Element


def request(id: int, *, element_type: str | None = None, name: str | None = None) -> Request:
    """List the elements of an experiment, with their data

    One call in place of `elements.get` for each. Takes no page; older servers call `element_type` `by_type`.

    Args:
        element_type: Only elements of this type: excel, text, form, attachments, samples, plate, steps, equipment,
            sketch, compound, reaction or pdf.
        name: Only elements of this name.
    """
    element_type = optional("element_type", element_type, (str,))
    name = optional("name", name, (str,))
    return Request(
        "experiments.elements",
        "GET",
        "/api/v1/experiments/{id}/elements".format(id=segment("id", id, (int,))),
        params={"element_type": element_type, "name": name},
    )


def parse(data: Any) -> list[Element]:
    """The answer, typed."""
    result: list[Element] = view(data, items=models.Element)
    return result


endpoint = Endpoint(request, parse, "experiments.elements")
