"""POST /api/v1/elements/sort"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.acknowledgement import Acknowledgement
    from ...models.element_sort_create import ElementSortCreate


def request(*, body: ElementSortCreate) -> Request:
    """Put elements in another order

    The vendor's text calls the container a section while its default type is the experiment; the one call that
    was seen to run passes the experiment's id and Projects::Experiment.
    """
    return Request("elements.sort", "POST", "/api/v1/elements/sort", json=body.to_dict())


def parse(data: Any) -> Acknowledgement:
    """The answer, typed."""
    result: Acknowledgement = view(data, models.Acknowledgement)
    return result


endpoint = Endpoint(request, parse, "elements.sort")
