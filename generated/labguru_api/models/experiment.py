from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.attachment import Attachment
    from ..models.experiment_flag import ExperimentFlag
    from ..models.experiment_procedure import ExperimentProcedure
    from ..models.member_reference import MemberReference
    from ..models.reference import Reference


class Experiment(Record):
    """Recorded from `experiments.get` in 2023 (59 keys) and from a list in 2024 (60 keys). Dates are local, `YYYY-
    MM-DD HH:MM`."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    """What an upload attaches to."""
    title: Field[str] = Field("title")
    name: Field[str] = Field("name")
    """The same as the title."""
    member_id: Field[int] = Field("member_id")
    member: Field[MemberReference] = Field("member", lambda: models.MemberReference)
    owner_id: Field[int] = Field("owner_id")
    owner: Field[MemberReference] = Field("owner", lambda: models.MemberReference)
    start_date: Field[str] = Field("start_date")
    """Local, YYYY-MM-DD HH:MM."""
    end_date: Field[str] = Field("end_date")
    """Local, YYYY-MM-DD HH:MM."""
    duration: Field[int] = Field("duration")
    """1 where start and end lie a day apart; no unit is documented."""
    description: Field[str] = Field("description")
    project_id: Field[int] = Field("project_id")
    project: Field[Reference] = Field("project", lambda: models.Reference)
    project_owner: Field[MemberReference] = Field("project_owner", lambda: models.MemberReference)
    milestone_id: Field[int] = Field("milestone_id")
    """The folder."""
    milestone: Field[Reference] = Field("milestone", lambda: models.Reference)
    protocol_id: Field[int] = Field("protocol_id")
    protocol: Field[Reference] = Field("protocol", lambda: models.Reference)
    from_locked_protocol: Field[bool] = Field("from_locked_protocol")
    identifier: Field[Any] = Field("identifier")
    """Null wherever seen."""
    created_at: Field[str] = Field("created_at")
    """Local, YYYY-MM-DD HH:MM."""
    updated_at: Field[str] = Field("updated_at")
    """Local, YYYY-MM-DD HH:MM."""
    deleted_at: Field[str] = Field("deleted_at")
    deleted_by: Field[Any] = Field("deleted_by")
    """Null wherever seen."""
    position: Field[int] = Field("position")
    duplicate_of: Field[Any] = Field("duplicate_of")
    """Null wherever seen."""
    current_step: Field[Any] = Field("current_step")
    """Null wherever seen."""
    flag: Field[ExperimentFlag | bool] = Field("flag", lambda: models.ExperimentFlag)
    """Null wherever seen. The filter page speaks of true and false, `set_flag_as` of an object."""
    locked: Field[bool] = Field("locked")
    """Missing in lists."""
    signed: Field[bool] = Field("signed")
    signed_at: Field[str] = Field("signed_at")
    signed_by: Field[Any] = Field("signed_by")
    """Only where signed; its shape is not known."""
    witnessed: Field[bool] = Field("witnessed")
    witnessed_at: Field[str] = Field("witnessed_at")
    witnessed_by: Field[Any] = Field("witnessed_by")
    """Only where witnessed; its shape is not known."""
    is_signable: Field[bool] = Field("is_signable")
    all_sources_signed: Field[bool] = Field("all_sources_signed")
    is_target: Field[bool] = Field("is_target")
    has_results: Field[bool] = Field("has_results")
    signature_flow_id: Field[int] = Field("signature_flow_id")
    signature_flow: Field[Reference] = Field("signature_flow", lambda: models.Reference)
    part_of_advanced_signature_flow: Field[bool] = Field("part_of_advanced_signature_flow")
    """In lists only."""
    sop_run_id: Field[int] = Field("sop_run_id")
    """Missing in lists."""
    sop_run: Field[Reference] = Field("sop_run", lambda: models.Reference)
    """Missing in lists."""
    external_uuid: Field[str] = Field("external_uuid")
    """Yours to set."""
    uuid_key: Field[str] = Field("uuid_key")
    editors: Field[list[Any]] = Field("editors")
    """Empty wherever seen."""
    indexed_at: Field[str] = Field("indexed_at")
    """YYYY-MM-DD."""
    exported_at: Field[str] = Field("exported_at")
    export_path: Field[str] = Field("export_path")
    description_for_elastic: Field[str] = Field("description_for_elastic")
    user: Field[int] = Field("user")
    """A number that differs from record to record; its meaning is not known."""
    api_url: Field[str] = Field("api_url")
    """Path in this API, such as /api/v1/experiments/16."""
    url: Field[str] = Field("url")
    """Path in the UI."""
    class_name: Field[str] = Field("class_name")
    """Projects::Experiment."""
    class_display_name: Field[str] = Field("class_display_name")
    generic_collection_id: Field[int] = Field("generic_collection_id")
    links: Field[list[str]] = Field("links")
    """Uuids of the records linked."""
    tags: Field[list[str]] = Field("tags")
    comments: Field[list[Any]] = Field("comments")
    """Not among the recorded keys."""
    attachments: Field[list[Attachment]] = Field("attachments", items=lambda: models.Attachment)
    experiment_procedures: Field[list[ExperimentProcedure]] = Field(
        "experiment_procedures", items=lambda: models.ExperimentProcedure
    )
    """The sections."""
    linked_resources: Field[str] = Field("linked_resources")
    """HTML for the UI, in lists only."""
    location: Field[str] = Field("location")
    """HTML for the UI, in lists only."""
    output: Field[str] = Field("output")
    """HTML for the UI, in lists only."""
