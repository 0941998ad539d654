from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.attachment import Attachment
    from ..models.experiment import Experiment
    from ..models.experiment_procedure import ExperimentProcedure
    from ..models.member_reference import MemberReference


class Milestone(Record):
    """A folder. Single keys are proven by code that ran; no full answer was read."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    project_id: Field[int] = Field("project_id")
    title: Field[str] = Field("title")
    description: Field[str] = Field("description")
    ancestry: Field[Any] = Field("ancestry")
    """Where a folder lies in other folders."""
    created_at: Field[str] = Field("created_at")
    updated_at: Field[str] = Field("updated_at")
    owner: Field[MemberReference] = Field("owner", lambda: models.MemberReference)
    tags: Field[list[str]] = Field("tags")
    comments: Field[list[Any]] = Field("comments")
    attachments: Field[list[Attachment]] = Field("attachments", items=lambda: models.Attachment)
    experiment_procedures: Field[list[ExperimentProcedure]] = Field(
        "experiment_procedures", items=lambda: models.ExperimentProcedure
    )
    """The sections, not wrapped."""
    experiments: Field[list[Experiment]] = Field("experiments", items=lambda: models.Experiment)
    """Seen in 2018; only `id` is proven."""
    api_url: Field[str] = Field("api_url")
    """Path in this API."""
