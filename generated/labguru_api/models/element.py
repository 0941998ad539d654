from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.member_reference import MemberReference
    from ..models.reference import Reference


class Element(Record):
    """Recorded from `elements.get` in 2023 (58 keys), and whole inside the sections of one experiment of that year.
    Inside the sections of a list (2024) only `id`, `uuid`, `element_type`, `rows`, `cols` and `name` are there."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    element_type: Field[str] = Field("element_type")
    """text, steps, samples, plate, form, excel, attachments, equipment, code, sketch, compound, reaction or pdf."""
    name: Field[str] = Field("name")
    data: Field[Any] = Field("data")
    """The content. Nearly always a text: HTML (text, form) or JSON (steps, samples, plate, excel, attachments);
    sometimes an object already; empty or null for none. Parse it leniently."""
    description: Field[str] = Field("description")
    """Of a form: its definition, as JSON in a text."""
    form_as_json: Field[Any] = Field("form_as_json")
    """Of a form; null wherever seen."""
    form_data_json: Field[Any] = Field("form_data_json")
    """Of a form: its tables and values."""
    settings: Field[Any] = Field("settings")
    """Null wherever seen."""
    rows: Field[int] = Field("rows")
    """Of a plate."""
    cols: Field[int] = Field("cols")
    """Of a plate."""
    svg: Field[str] = Field("svg")
    field_name: Field[str] = Field("field_name")
    position: Field[int] = Field("position")
    hidden: Field[bool] = Field("hidden")
    is_valid: Field[bool] = Field("is_valid")
    signed_container: Field[bool] = Field("signed_container")
    plate_updating: Field[bool] = Field("plate_updating")
    processing_pdf_started: Field[Any] = Field("processing_pdf_started")
    """Null wherever seen."""
    created_by: Field[str] = Field("created_by")
    """Name of a member."""
    created_at: Field[str] = Field("created_at")
    """Local, YYYY-MM-DD HH:MM."""
    updated_at: Field[str] = Field("updated_at")
    """Local, YYYY-MM-DD HH:MM."""
    deleted_at: Field[str] = Field("deleted_at")
    stored_on: Field[str] = Field("stored_on")
    indexed_at: Field[str] = Field("indexed_at")
    external_uuid: Field[str] = Field("external_uuid")
    uuid_key: Field[str] = Field("uuid_key")
    user: Field[int] = Field("user")
    """A number that differs from record to record; its meaning is not known."""
    api_url: Field[str] = Field("api_url")
    """Path in this API."""
    url: Field[str] = Field("url")
    """Path in the UI."""
    class_name: Field[str] = Field("class_name")
    class_display_name: Field[str] = Field("class_display_name")
    """Of the record around it."""
    generic_collection_id: Field[int] = Field("generic_collection_id")
    container_id: Field[int] = Field("container_id")
    """Id of the section."""
    container_type: Field[str] = Field("container_type")
    """ExperimentProcedure."""
    container: Field[Reference] = Field("container", lambda: models.Reference)
    member_id: Field[int] = Field("member_id")
    member: Field[MemberReference] = Field("member", lambda: models.MemberReference)
    owner_id: Field[int] = Field("owner_id")
    owner: Field[MemberReference] = Field("owner", lambda: models.MemberReference)
    storage_id: Field[int] = Field("storage_id")
    storage: Field[Reference] = Field("storage", lambda: models.Reference)
    attachment_id: Field[int] = Field("attachment_id")
    attachment: Field[Reference] = Field("attachment", lambda: models.Reference)
    project_id: Field[int] = Field("project_id")
    project: Field[Reference] = Field("project", lambda: models.Reference)
    folder_id: Field[int] = Field("folder_id")
    folder: Field[Reference] = Field("folder", lambda: models.Reference)
    """Was the experiment itself, not its folder, where seen."""
    experiment_id: Field[int] = Field("experiment_id")
    """Null even where `experiment` is set."""
    experiment: Field[Reference] = Field("experiment", lambda: models.Reference)
    protocol_id: Field[int] = Field("protocol_id")
    protocol: Field[Reference] = Field("protocol", lambda: models.Reference)
    document_id: Field[int] = Field("document_id")
    document: Field[Reference] = Field("document", lambda: models.Reference)
    sop_id: Field[int] = Field("sop_id")
    sop: Field[Reference] = Field("sop", lambda: models.Reference)
    master_plate_id: Field[int] = Field("master_plate_id")
    master_plate: Field[Reference] = Field("master_plate", lambda: models.Reference)
