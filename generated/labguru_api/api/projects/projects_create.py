"""POST /api/v1/projects"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.project import Project
    from ...models.project_create import ProjectCreate


def request(*, body: ProjectCreate) -> Request:
    """Create a project"""
    return Request("projects.create", "POST", "/api/v1/projects", json={"item": body.to_dict()})


def parse(data: Any) -> Project:
    """The answer, typed."""
    result: Project = view(data, models.Project)
    return result


endpoint = Endpoint(request, parse, "projects.create")
