"""PUT /api/v1/experiments/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.experiment import Experiment
    from ...models.experiment_update import ExperimentUpdate


def request(id: int, *, body: ExperimentUpdate) -> Request:
    """Update an experiment"""
    return Request(
        "experiments.update",
        "PUT",
        "/api/v1/experiments/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Experiment:
    """The answer, typed."""
    result: Experiment = view(data, models.Experiment)
    return result


endpoint = Endpoint(request, parse, "experiments.update")
