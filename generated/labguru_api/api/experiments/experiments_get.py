"""GET /api/v1/experiments/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.experiment import Experiment


def request(id: int) -> Request:
    """Get an experiment with its sections

    The sections show their elements: whole and with their `data` in the answer recorded in 2023, but code that
    runs today finds the short form and fetches the `data` by `experiments.elements` or `elements.get`.
    """
    return Request("experiments.get", "GET", "/api/v1/experiments/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Experiment:
    """The answer, typed."""
    result: Experiment = view(data, models.Experiment)
    return result


endpoint = Endpoint(request, parse, "experiments.get")
