from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.attachment import Attachment
    from ..models.experiment_procedure import ExperimentProcedure
    from ..models.member_reference import MemberReference
    from ..models.milestone import Milestone
    from ..models.reference import Reference


class Project(Record):
    """Recorded from `projects.get` in 2018; `start_date`, `updated_at`, `closed`, `tags` and `selected_teams` are
    from code that ran in 2026."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    """What an upload attaches to."""
    title: Field[str] = Field("title")
    description: Field[str] = Field("description")
    start_date: Field[str] = Field("start_date")
    created_at: Field[str] = Field("created_at")
    """YYYY-MM-DD in 2018; local, with the time, in records of today."""
    updated_at: Field[str] = Field("updated_at")
    archived: Field[bool] = Field("archived")
    closed: Field[bool] = Field("closed")
    owner_id: Field[int] = Field("owner_id")
    owner: Field[MemberReference] = Field("owner", lambda: models.MemberReference)
    viewers: Field[list[MemberReference]] = Field("viewers", items=lambda: models.MemberReference)
    """Seen in 2018."""
    selected_teams: Field[list[Reference]] = Field("selected_teams", items=lambda: models.Reference)
    """Only `name` is proven."""
    tags: Field[list[str]] = Field("tags")
    milestones: Field[list[Milestone]] = Field("milestones", items=lambda: models.Milestone)
    """The folders."""
    experiment_procedures: Field[list[ExperimentProcedure]] = Field(
        "experiment_procedures", items=lambda: models.ExperimentProcedure
    )
    """The sections, not wrapped."""
    attachments: Field[list[Attachment]] = Field("attachments", items=lambda: models.Attachment)
    comments: Field[list[Any]] = Field("comments")
    user: Field[int] = Field("user")
    api_url: Field[str] = Field("api_url")
    """Path in this API."""
