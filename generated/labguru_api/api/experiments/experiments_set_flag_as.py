"""POST /api/v1/experiments/{id}/set_flag_as"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.experiment_flag_create import ExperimentFlagCreate
    from ...models.flagged_experiment import FlaggedExperiment


def request(id: int, *, body: ExperimentFlagCreate) -> Request:
    """Put a flag on an experiment"""
    return Request(
        "experiments.set_flag_as",
        "POST",
        "/api/v1/experiments/{id}/set_flag_as".format(id=segment("id", id, (int,))),
        json=body.to_dict(),
    )


def parse(data: Any) -> FlaggedExperiment:
    """The answer, typed."""
    result: FlaggedExperiment = view(data, models.FlaggedExperiment)
    return result


endpoint = Endpoint(request, parse, "experiments.set_flag_as")
