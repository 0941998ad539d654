"""GET /api/v1/teams/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.team import Team


def request(id: int) -> Request:
    """Get a team with its members"""
    return Request("teams.get", "GET", "/api/v1/teams/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Team:
    """The answer, typed."""
    result: Team = view(data, models.Team)
    return result


endpoint = Endpoint(request, parse, "teams.get")
