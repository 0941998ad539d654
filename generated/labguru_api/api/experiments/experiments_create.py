"""POST /api/v1/experiments"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.experiment import Experiment
    from ...models.experiment_create import ExperimentCreate


def request(*, body: ExperimentCreate) -> Request:
    """Create an experiment

    Give the folder as `milestone_id`, or as `milestone_name` to have it made.
    """
    return Request("experiments.create", "POST", "/api/v1/experiments", json={"item": body.to_dict()})


def parse(data: Any) -> Experiment:
    """The answer, typed."""
    result: Experiment = view(data, models.Experiment)
    return result


endpoint = Endpoint(request, parse, "experiments.create")
