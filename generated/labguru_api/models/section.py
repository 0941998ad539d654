from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.element import Element


class Section(Record):
    """Recorded inside experiments, where the key is `experiment_procedures`; the two container keys are proven for
    `sections.get` by code that ran."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    name: Field[str] = Field("name")
    section_type: Field[str] = Field("section_type")
    """description, procedure, results, conclusion or custom."""
    collapsed: Field[bool] = Field("collapsed")
    time_range: Field[Any] = Field("time_range")
    """Null wherever seen."""
    start_date: Field[str] = Field("start_date")
    end_date: Field[str] = Field("end_date")
    elements: Field[list[Element]] = Field("elements", items=lambda: models.Element)
    """Whole (58 keys) in the experiment recorded in 2023, else in short form (6 keys, no `data`); protocols give the
    data too."""
    container_id: Field[int] = Field("container_id")
    """Id of the record the section belongs to."""
    container_type: Field[str] = Field("container_type")
    """Projects::Experiment, Knowledgebase::Protocol or Knowledgebase::AbstractDocument."""
