"""POST /api/v2/experiments"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.experiment import Experiment
    from ...models.experiment_create_v2 import ExperimentCreateV2


def request(*, body: ExperimentCreateV2) -> Request:
    """Create an experiment with its sections and elements (V2)

    Give exactly one of `milestone_id` (a folder that exists) and `milestone_name` (a new one).
    """
    return Request("experiments.create_v2", "POST", "/api/v2/experiments", json={"item": body.to_dict()})


def parse(data: Any) -> Experiment:
    """The answer, typed."""
    result: Experiment = view(data, models.Experiment)
    return result


endpoint = Endpoint(request, parse, "experiments.create_v2")
