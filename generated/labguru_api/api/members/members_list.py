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
        filter_: Either, with `kendo`, the bracketed structure `filter[logic]=and`,
            `filter[filters][0][field]=title`, `[operator]`, `[value]` and so on; or, without, one compact JSON
            text of exact column values such as `{"project_id":15}` (no blank in it). The JSON text was seen on
            attachments, experiments, histories, members, samples, sections and stocks; for other lists it is
            assumed. A filter that the server does not understand is ignored in silence.
    """
    return Request("members.list", "GET", "/api/v1/admin/members", params={"filter": filter_})


def parse(data: Any) -> list[Member] | MemberPage:
    """The answer, typed."""
    result: list[Member] | MemberPage = view(data, models.MemberPage, items=models.Member)
    return result


endpoint = Endpoint(request, parse, "members.list")
