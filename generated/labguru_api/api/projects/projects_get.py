"""GET /api/v1/projects/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.project import Project


def request(id: int) -> Request:
    """Get a project with its folders"""
    return Request("projects.get", "GET", "/api/v1/projects/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Project:
    """The answer, typed."""
    result: Project = view(data, models.Project)
    return result


endpoint = Endpoint(request, parse, "projects.get")
