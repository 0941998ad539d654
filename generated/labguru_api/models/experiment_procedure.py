from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Record

if TYPE_CHECKING:
    from ..models.element import Element
    from ..models.section import Section


class ExperimentProcedure(Record):
    """A section inside another record. Its shape depends on the call: `experiments.get`, protocols and
    `experiments.create_v2` wrap it (then `experiment_procedure` is the only key), lists of experiments, projects
    and folders do not (then the other keys are there). One schema serves both, so each key may be missing."""

    __slots__ = ()

    experiment_procedure: Field[Section] = Field("experiment_procedure", lambda: models.Section)
    id: Field[int] = Field("id")
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
    """In lists in short form (6 keys, recorded in 2024); in the experiment recorded in 2023 whole (58 keys), in
    protocols with their `data` (live). So a missing `data` says nothing about the content."""
    container_id: Field[int] = Field("container_id")
    container_type: Field[str] = Field("container_type")
