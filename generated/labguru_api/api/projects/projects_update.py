"""PUT /api/v1/projects/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.project import Project
    from ...models.project_update import ProjectUpdate


def request(id: int, *, body: ProjectUpdate) -> Request:
    """Update a project"""
    return Request(
        "projects.update",
        "PUT",
        "/api/v1/projects/{id}".format(id=segment("id", id, (int,))),
        json={"item": body.to_dict()},
    )


def parse(data: Any) -> Project:
    """The answer, typed."""
    result: Project = view(data, models.Project)
    return result


endpoint = Endpoint(request, parse, "projects.update")
