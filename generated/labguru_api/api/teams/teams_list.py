"""GET /api/v1/teams"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.team import Team
    from ...models.team_page import TeamPage


def request() -> Request:
    """List the teams of the account with their members

    Takes no page.
    """
    return Request("teams.list", "GET", "/api/v1/teams")


def parse(data: Any) -> list[Team] | TeamPage:
    """The answer, typed."""
    result: list[Team] | TeamPage = view(data, models.TeamPage, items=models.Team)
    return result


endpoint = Endpoint(request, parse, "teams.list")
