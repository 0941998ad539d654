from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Field, Given, Record

if TYPE_CHECKING:
    pass


class Attachment(Record):
    """A file. Single keys are proven by code that ran; no full answer was read."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    title: Field[str] = Field("title")
    description: Field[str] = Field("description")
    filename: Field[str] = Field("filename")
    attachment_file_name: Field[str] = Field("attachment_file_name")
    attachment_content_type: Field[str] = Field("attachment_content_type")
    """MIME type."""
    attachable_type: Field[str] = Field("attachable_type")
    """Class name of the record it belongs to."""
    attachable_id: Field[int] = Field("attachable_id")
    element_id: Field[int] = Field("element_id")
    section_id: Field[int] = Field("section_id")
    api_url: Field[str] = Field("api_url")
    """Path in this API."""
    annotated_url: Field[str] = Field("annotated_url")
    """May be a link that works without a token; a secret."""
    meddium_url: Field[str] = Field("meddium_url")
    """Spelt so by the server. May be a link that works without a token; a secret."""
