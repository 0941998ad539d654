"""GET /api/v1/admin/members"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.member import Member
    from ...models.member_page import MemberPage


def request(*, filter_: Any | None = None) -> Request:
    """List the members of the account

    Takes no page. The JSON form of `filter` is documented with an exact `name` or with `id`, such as `{"id":11}`.

    Args:
        filter_: A structure or a JSON text.
    """
    return Request("members.list", "GET", "/api/v1/admin/members", params={"filter": filter_})


def parse(data: Any) -> list[Member] | MemberPage:
    """The answer, typed."""
    result: list[Member] | MemberPage = view(data, models.MemberPage, items=models.Member)
    return result


endpoint = Endpoint(request, parse)
