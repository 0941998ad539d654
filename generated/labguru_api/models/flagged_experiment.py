from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from ..types import Field, Record

if TYPE_CHECKING:
    from ..models.experiment_flag import ExperimentFlag


class FlaggedExperiment(Record):
    """FlaggedExperiment"""

    __slots__ = ()

    id: Field[int] = Field("id")
    """Id of the experiment."""
    flag: Field[ExperimentFlag] = Field("flag", lambda: models.ExperimentFlag)
    state: Field[str] = Field("state")
